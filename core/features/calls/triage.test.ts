import { describe, expect, test } from 'vitest';
import { compareWaiting } from '#domain/calls/call-waiting.ts';
import { coreOnDisk, type CoreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = 1_800_000_000_000;
const child = '+6286011200001';
const other = '+6286011255555';
const withoutBroker = { ...siteOnBroker('mqtt://127.0.0.1:9'), brokers: [], sources: [] };

/** A station that has heard calls: each joined so many minutes ago, and is over after ten seconds, or still rings. */
function stationThatHeard(calls: readonly { id: string; number: string; agoMin: number; end?: 'served' | 'abandoned' }[]): CoreOnDisk {
  const dataDir = temporaryFolder();
  const clock = repeatingClock(startMs);
  const facts = factsOnDisk(dataDir, clock);
  for (const { id, number, agoMin, end } of calls) {
    const call = telephoneCall(id, { epochMs: startMs - 9e6, startMs: startMs - agoMin * 60_000, number });
    facts.hear(call.joined());
    if (end === 'served') facts.hear(call.connected(2, 4), call.ended(3, 10));
    if (end === 'abandoned') facts.hear(call.event(2, 10, 'queue.exited', { queue: 'q112', reason: 'abandoned', wait_ms: 10_000 }));
  }
  facts.close();
  return coreOnDisk({ dataDir, clock, profile: withoutBroker });
}

const earlierCalls = ['p1', 'p2', 'p3', 'p4', 'p5'].map((id, index) => ({ id, number: child, agoMin: 60 - index, end: 'served' as const }));
const ringing = [{ id: 'child', number: child, agoMin: 0.2 }, { id: 'other', number: other, agoMin: 0.1 }];

describe('a number that did nothing but prank', () => {
  test('keeps ringing, stands at most 10 s further back, and is answered like any other', async () => {
    const { seat } = stationThatHeard([...earlierCalls, ...ringing]);
    const sari = seat();
    for (const { id } of earlierCalls) await sari.do('call.close', { callId: id, disposition: 'prank' });
    const calls = sari.follow('calls', {});
    await sari.flow();
    const waiting = calls.items().filter(({ endedAtMs }) => endedAtMs === null);
    expect(waiting.toSorted(compareWaiting).map(({ id, standing }) => `${id} ${standing?.reputation.level} ${standing?.reputation.laterMs}`)).toEqual(['other plain 0', 'child junk 10000']);
    expect(waiting.find(({ id }) => id === 'child')?.standing?.reputation.reasons).toMatchObject([{ kind: 'prank', count: 5 }]);
    await sari.do('call.answer', { callId: 'child' });
    await sari.do('incident.open', { type: 'medical', priority: 1, place: spoken, note: 'stroke', callId: 'child' });
    expect(calls.items().find(({ id }) => id === 'child')?.claim).toMatchObject({ answeredBy: 'Sari', disposition: null });
  });

  test('rings without a sound for as long as a supervisor said, and its call is in the queue and answered all the same', async () => {
    const { seat, clock } = stationThatHeard([...earlierCalls, ...ringing]);
    const sari = seat();
    const calls = sari.follow('calls', {});
    const childCall = () => calls.items().find(({ id }) => id === 'child');
    expect(await sari.ask('number.mute', { number: child, minutes: 30, reason: 'iseng' })).toMatchObject({ ok: false, code: 'not-a-supervisor' });
    await seat({ operator: 'Pak Rudi', seat: 'kursi 2', supervisor: true }).do('number.mute', { number: child, minutes: 30, reason: 'iseng' });
    await sari.flow();
    expect(childCall()).toMatchObject({ state: 'queued', standing: { mute: { untilMs: startMs + 30 * 60_000, by: 'Pak Rudi', reason: 'iseng' } } });
    expect(calls.items().find(({ id }) => id === 'other')?.standing?.mute).toBeNull();
    await sari.do('call.answer', { callId: 'child' });
    expect(childCall()?.claim?.answeredBy).toBe('Sari');
    // Anybody's console says so when a digit or a voice is heard.
    await sari.do('number.unmute', { number: child });
    expect(childCall()?.standing?.mute).toBeNull();
    clock.move(1);
    expect(await sari.ask('number.mute', { number: child, minutes: 121, reason: 'iseng' })).toMatchObject({ ok: false });
  });
});

const spoken = { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' } as const;

test('a call is closed once, by whom and when, unless an incident stands that was opened from it', async () => {
  const { seat } = stationThatHeard([{ id: 'a', number: child, agoMin: 1 }]);
  const sari = seat();
  const calls = sari.follow('calls', {});
  await sari.do('call.close', { callId: 'a', disposition: 'ghost' });
  await sari.do('call.close', { callId: 'a', disposition: 'ghost' });
  expect(calls.items()).toMatchObject([{ claim: { disposition: 'ghost', closedBy: 'Sari', closedAtMs: startMs } }]);
  await sari.do('incident.open', { type: 'medical', priority: 1, place: spoken, note: '', callId: 'a' });
  expect(calls.items()).toMatchObject([{ claim: { disposition: null } }]);
  expect(await sari.ask('call.close', { callId: 'a', disposition: 'ghost' })).toMatchObject({ ok: false, code: 'call-has-incident' });
  expect(await sari.ask('call.close', { callId: 'nobody', disposition: 'ghost' })).toMatchObject({ ok: false, code: 'no-call' });
});

test('a caller is known while it rings: earlier calls, incidents of the number and of the place, the open ones first', async () => {
  const { seat } = stationThatHeard([
    { id: 'first', number: child, agoMin: 90, end: 'served' },
    { id: 'gone', number: child, agoMin: 60, end: 'abandoned' },
    { id: 'neighbour', number: other, agoMin: 50, end: 'served' },
    { id: 'far', number: other, agoMin: 40, end: 'served' },
    { id: 'now', number: child, agoMin: 0.1 },
  ]);
  const sari = seat();
  const open = (callId: string, latitude: number) =>
    sari.do('incident.open', { type: 'medical', priority: 2, place: { ...spoken, latitude }, note: '', callId });
  const first = await open('first', -7.05);
  await sari.do('incident.close', { incidentId: first.incidentId, disposition: 'handled' });
  const neighbour = await open('neighbour', -7.053);
  await open('far', -7.08);

  const history = await sari.do('call.history', { callId: 'now' });
  expect(history).toMatchObject({
    earlier: 2,
    abandoned: 1,
    standing: { number: child, reputation: { level: 'trusted' } },
    calls: [
      { callId: 'gone', answered: false, outcome: 'abandoned', incidentNumber: null },
      { callId: 'first', answered: true, claim: { incidentId: first.incidentId }, incidentNumber: first.number },
    ],
    ofNumber: [{ id: first.incidentId, status: 'closed', distanceM: null }],
    nearby: [{ id: neighbour.incidentId, number: neighbour.number, status: 'open', distanceM: 334 }],
  });
  expect(await sari.do('call.history', { callId: 'now', place: { latitude: -7.0799, longitude: 113.8 } })).toMatchObject({ nearby: [{ distanceM: 11 }] });
  expect(await sari.ask('call.history', { callId: 'nobody' })).toMatchObject({ ok: false, code: 'no-call' });
});

test('who is called back is kept with what became of it, and reports count it', async () => {
  const { seat } = stationThatHeard([
    { id: 'gone', number: child, agoMin: 30, end: 'abandoned' },
    { id: 'again', number: child, agoMin: 29, end: 'abandoned' },
    { id: 'lost', number: other, agoMin: 20, end: 'abandoned' },
    { id: 'yesterday', number: other, agoMin: 2_000, end: 'abandoned' },
    { id: 'junk', number: other, agoMin: 10, end: 'served' },
  ]);
  const sari = seat();
  const calls = sari.follow('calls', {});
  await sari.do('call.call-back', { callId: 'again', outcome: 'no-answer' });
  await sari.do('call.call-back', { callId: 'again', outcome: 'reached' });
  await sari.do('call.close', { callId: 'junk', disposition: 'wrong-number' });
  expect(calls.items().find(({ id }) => id === 'again')?.claim?.callBacks).toMatchObject([{ outcome: 'no-answer', by: 'Sari' }, { outcome: 'reached' }]);
  expect(await sari.do('call.counts', { fromMs: startMs - 3_600_000, untilMs: startMs })).toEqual({
    calls: 4, answered: 1, abandoned: 3, shortAbandoned: 0, lost: 0, notCalledBack: 1,
    calledBack: { reached: 1, 'no-answer': 1, busy: 0, refused: 0, 'wrong-number': 0 },
    closed: { ghost: 0, prank: 0, information: 0, 'wrong-number': 1 },
  });
});

test('a claim behind which no phone ever answers keeps the caller for 20 s; then any seat takes the call, and both claims stand in the journal', async () => {
  const station = stationThatHeard([{ id: 'rings', number: other, agoMin: 0.1 }]);
  const [sari, budi] = [station.seat(), station.seat({ operator: 'Budi', seat: 'browser/Budi' })];
  await sari.do('call.answer', { callId: 'rings' });
  station.clock.move(20_000);
  expect(await budi.ask('call.answer', { callId: 'rings' })).toMatchObject({ code: 'call-taken' });
  station.clock.move(1);
  expect(await budi.ask('call.answer', { callId: 'rings' })).toMatchObject({ ok: true });
  const calls = sari.follow('calls', {});
  await sari.flow();
  expect(calls.items()).toMatchObject([{ id: 'rings', claim: { answeredBy: 'Budi', onPhone: false } }]);
});
