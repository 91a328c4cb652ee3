import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/places/distance.ts';
import { eventsOf, fixesOf, pull, repliesOf, startShift, typesOf, type Shift } from '#tests/fixtures/simulated-shift.ts';

const hourMs = 3_600_000;

test('the same seed gives the same hour, another seed another one', () => {
  const play = (seed: number): string[] => {
    const shift = startShift({ seed });
    shift.clock.move(hourMs / 6);
    return shift.sent.map((message) => `${message.atMs} ${message.topic} ${message.payload}`);
  };
  expect(play(7)).toEqual(play(7));
  expect(play(7)).not.toEqual(play(8));
});

describe('a call on request', () => {
  test('waits until it is pulled, is answered, and ends when the operator ends it', () => {
    const shift = startShift({ autoCalls: false });
    const callId = shift.regency.ring({ name: 'Bu Hasanah, Lenteng' });
    shift.clock.move(60_000);
    expect(typesOf(shift.sent, callId)).toEqual(['queue.joined']);
    expect(shift.sent.find((message) => message.topic.endsWith(`${callId}/event`))?.payload).toContain('Bu Hasanah, Lenteng');
    pull(shift, callId);
    shift.clock.move(1_000);
    expect(typesOf(shift.sent, callId)).toEqual(['queue.joined', 'agent.offered', 'agent.connected']);
    pull(shift, callId, { cmd: 'call.kill', id: 'kill' });
    expect(typesOf(shift.sent, callId).slice(3)).toEqual(['agent.completed', 'call.ended']);
    expect(repliesOf(shift.sent)).toMatchObject([{ ok: true }, { id: 'kill', ok: true }]);
  });

  test('is the only one when nobody calls by himself', () => {
    const shift = startShift({ autoCalls: false });
    shift.clock.move(hourMs / 2);
    expect(eventsOf(shift.sent)).toEqual([]);
    expect(shift.regency.ring()).not.toBe(shift.regency.ring());
    expect(eventsOf(shift.sent)).toHaveLength(2);
  });

  test('that gives up while the operator’s phone rings was never answered', () => {
    const shift = startShift({ autoCalls: false });
    const callId = shift.regency.ring();
    pull(shift, callId);
    pull(shift, callId, { cmd: 'call.kill', id: 'kill' });
    shift.clock.move(2_000);
    expect(typesOf(shift.sent, callId)).toEqual(['queue.joined', 'agent.offered', 'agent.no_answer', 'queue.exited', 'call.ended']);
  });
});

describe('a command', () => {
  test.each([
    ['that has expired is refused', { expires_at: '2026-01-01T00:00:00.000Z' }, 'expired'],
    ['for a call that is not there is refused', { call_id: 'sim-1.1' }, 'no_such_channel'],
    ['that nobody knows is refused', { cmd: 'call.dance' }, 'unknown_command'],
  ])('%s', (_, changes, code) => {
    const shift = startShift({ autoCalls: false });
    const callId = shift.regency.ring();
    pull(shift, callId, changes);
    shift.clock.move(1_000);
    expect(repliesOf(shift.sent)).toMatchObject([{ ok: false, error: { code } }]);
    expect(typesOf(shift.sent, callId)).toEqual(['queue.joined']);
  });

  test('heard twice is carried out once and answered twice alike', () => {
    const shift = startShift({ autoCalls: false });
    const callId = shift.regency.ring();
    pull(shift, callId);
    shift.clock.move(1_000);
    pull(shift, callId);
    shift.clock.move(1_000);
    const [first, second] = repliesOf(shift.sent);
    expect(second).toEqual(first);
    expect(typesOf(shift.sent, callId)).toEqual(['queue.joined', 'agent.offered', 'agent.connected']);
  });

  test('kept by the broker, or that is no command, does nothing', () => {
    const shift = startShift({ autoCalls: false });
    shift.hear('cc112/v1/sumenep/tel/cmd/S1', { v: 1 });
    shift.hear('cc112/v1/sumenep/tel/cmd/S1', 'x');
    shift.hear('cc112/v1/sumenep/tel/cmd/S1', 'null');
    shift.hear('cc112/v1/sumenep/tel/cmd/S1', { v: 1, id: 'a', expires_at: '2099-01-01T00:00:00Z', cmd: 'call.pull' }, true);
    expect(repliesOf(shift.sent)).toEqual([]);
    expect(shift.warnings).toHaveLength(4);
  });
});

describe('a crew that is sent', () => {
  const lenteng = { latitude: -7.05, longitude: 113.8 };
  const assign = (shift: Shift, unitId: string, place: object, id = 'a1'): void => {
    const incident = { id: 'i1', number: 'S1-1', type: 'medical', priority: 1, note: '', place: { text: 'Lenteng', radiusM: 500, latitude: null, longitude: null, ...place } };
    shift.hear(`cc112/v1/sumenep/units/${unitId}/assignment`, { v: 1, id, ts: '2026-11-23T00:00:00.000Z', unit_id: unitId, assigned_by: 'Petugas 1', exercise: true, incident });
  };
  const oversOf = (shift: Shift, radioId: number): number => shift.sent.filter((message) => message.topic === 'mmdvm-sumenep/json' && message.payload.includes('"start"') && message.payload.includes(`"src_id":${radioId}`)).length;
  const quiet = { autoCalls: false, pace: 0.0001 };

  test('acknowledges by radio, drives at road speed, arrives, stays, comes home', () => {
    const shift = startShift(quiet);
    assign(shift, 'p04', lenteng);
    shift.clock.move(60_000);
    expect(oversOf(shift, 112_104)).toBe(1);
    shift.clock.move(9 * 60_000);
    const there = fixesOf(shift.sent, 'p04').at(-1);
    expect(there && distanceM(there, lenteng)).toBeLessThan(60);
    expect(oversOf(shift, 112_104)).toBe(2);
    const driving = fixesOf(shift.sent, 'p04').filter((fix) => fix.speedKmh > 1);
    expect(driving.length).toBeGreaterThan(10);
    expect(Math.max(...driving.map((fix) => fix.speedKmh))).toBeLessThan(60);
    shift.clock.move(hourMs);
    const home = fixesOf(shift.sent, 'p04').at(-1);
    expect(home && distanceM(home, { latitude: -7.028, longitude: 113.7843 })).toBeLessThan(60);
    expect(oversOf(shift, 112_104)).toBe(4);
  });

  test('twice by the same message goes once', () => {
    const shift = startShift(quiet);
    assign(shift, 'p04', lenteng);
    assign(shift, 'p04', lenteng);
    shift.clock.move(2 * hourMs);
    expect(oversOf(shift, 112_104)).toBe(4);
  });

  test.each([
    ['across the water has no road: it answers and stays', { latitude: -7.1636, longitude: 114.331 }],
    ['to a place that nobody knows answers and stays', {}],
  ])('%s', (_, place) => {
    const shift = startShift(quiet);
    assign(shift, 'p04', place);
    shift.clock.move(hourMs);
    expect(oversOf(shift, 112_104)).toBe(1);
    expect(fixesOf(shift.sent, 'p04').every((fix) => fix.speedKmh === 0)).toBe(true);
  });

  test('by boat crosses the water', () => {
    const shift = startShift(quiet);
    const gayam = { latitude: -7.1636, longitude: 114.331 };
    assign(shift, 'al1', gayam);
    shift.clock.move(1.4 * hourMs);
    expect(fixesOf(shift.sent, 'al1').some((fix) => distanceM(fix, gayam) < 60)).toBe(true);
  });

  test('by a message that is none, or for another unit, does not move', () => {
    const shift = startShift(quiet);
    shift.hear('cc112/v1/sumenep/units/p04/assignment', '{');
    shift.hear('cc112/v1/sumenep/units/p04/assignment', { v: 1, id: 'x', unit_id: 'p05' });
    shift.hear('cc112/v1/sumenep/units/nobody/assignment', { v: 1, id: 'x', unit_id: 'nobody' });
    expect(shift.warnings).toHaveLength(3);
  });
});

test('a radio host answers status and refuses the rest', () => {
  const shift = startShift({ autoCalls: false });
  shift.hear('mmdvm-kangean/command', 'status');
  shift.hear('mmdvm-kangean/command', 'frobnicate');
  expect(shift.sent.filter((message) => message.topic === 'mmdvm-kangean/response').map((message) => message.payload)).toEqual(['dstar:n/a dmr:conn ysf:n/a p25:n/a nxdn:n/a fm:n/a', 'KO']);
});

test('after closing no timer is left and the last word is that the bridge is offline', () => {
  const shift = startShift();
  shift.clock.move(600_000);
  shift.regency.close();
  expect(shift.clock.waiting()).toBe(0);
  expect(shift.sent.at(-1)).toMatchObject({ topic: 'cc112/v1/sumenep/link/bridge', retain: true });
  expect(shift.sent.at(-1)?.payload).toContain('offline');
});
