import { describe, expect, test } from 'vitest';
import { exerciseProfile, policeTalkgroup } from '../exercise-profile.ts';
import { hearRadio } from '#tests/fixtures/radio-room.ts';
import { soundOf } from '#domain/recordings/sound-of.ts';
import { unheardOvers } from '#domain/radio/uploaded-overs.ts';
import { startShift, type Sent } from '#tests/fixtures/simulated-shift.ts';
import { matchesTopicFilter } from '../../sources/topic-filter.ts';
import type { RecordedOver } from '../voice-recorder.ts';
import { planSource } from '../../sources/source-plan.ts';
import { readProfile } from '#contract/profile.ts';

const hourMs = 3_600_000;
const radioKinds: ReadonlySet<string> = new Set(['mmdvm', 'adn', 'hblink4', 'trunk-recorder', 'ht-data']);
const read = readProfile(JSON.stringify(exerciseProfile('mqtt://127.0.0.1:1883')));
if (!read.ok) throw new Error(read.sentence);
const sources = read.value.sources.filter(({ kind }) => radioKinds.has(kind));
const plans = sources.map((source) => planSource(source, read.value));
const encoder = new TextEncoder();

function heardFrom(sent: readonly Sent[]) {
  return hearRadio(
    sources,
    sent.flatMap(({ topic, payload, retain, atMs }) => {
      const plan = plans.find(({ filters }) => filters.some((filter) => matchesTopicFilter(filter, topic)));
      return plan ? [[plan.id, { topic, payload: encoder.encode(payload), retained: retain, receivedAtMs: atMs }] as const] : [];
    }),
  );
}

type Start = { readonly radioId: number; readonly talkgroup: number; readonly atMs: number };

/** Who really spoke: each over of a mast is first said by that mast, as one from the air; Masalembu by its own server. */
function spokenOn(sent: readonly Sent[]): { byMast: Start[]; far: Start[]; police: Start[] } {
  const bodies = sent.map(({ topic, payload, atMs }) => ({ topic, atMs, body: payload.startsWith('{') ? (JSON.parse(payload) as Record<string, Record<string, unknown>>) : {} }));
  const start = (atMs: number, radioId: unknown, talkgroup: unknown): Start => ({ atMs, radioId: Number(radioId), talkgroup: Number(talkgroup) });
  return {
    byMast: bodies.filter(({ body }) => body['direction'] === ('RX' as unknown) && body['phase'] === ('START' as unknown)).map(({ atMs, body }) => start(atMs, body['src_id'], body['dst_id'])),
    far: bodies.filter(({ topic }) => topic.endsWith('/stream_start')).map(({ atMs, body }) => start(atMs, body['data']?.['src_id'], body['data']?.['dst_id'])),
    police: bodies.filter(({ topic }) => topic.endsWith('/call_start')).map(({ atMs, body }) => start(atMs, body['call']?.['unit'], body['call']?.['talkgroup'])),
  };
}

describe('an hour on the air', () => {
  const recorded: RecordedOver[] = [];
  const shift = startShift({ autoCalls: false, seed: 7, recorded: (over) => recorded.push(over) });
  shift.clock.move(hourMs);
  const { transmissions, rejected, facts } = heardFrom(shift.sent);
  const { byMast, far, police } = spokenOn(shift.sent);
  const calls = transmissions.filter(({ kind }) => kind !== 'signalling');
  const of = ({ radioId, talkgroup, atMs }: Start) => calls.filter((each) => each.radioId === radioId && each.talkgroup === talkgroup && Math.abs(each.startedAtMs - atMs) < 1_500);

  test('every over is one transmission, however many masts and servers heard it', () => {
    expect(rejected).toEqual([]);
    expect(byMast.length).toBeGreaterThan(60);
    expect([far.length, police.length].every((count) => count > 2)).toBe(true);
    const spoken = [...byMast, ...far, ...police];
    expect(spoken.filter((each) => of(each).length !== 1)).toEqual([]);
    expect(calls).toHaveLength(spoken.length);
  });

  test('some are heard by several masts, some by the network, and none is left open', () => {
    const receivers = calls.map((each) => new Set(each.receivers.map(({ sourceId }) => sourceId)).size);
    expect(receivers.filter((count) => count > 2).length).toBeGreaterThan(5);
    expect(calls.filter(({ end }) => end === null)).toEqual([]);
    expect(new Set(calls.map(({ end }) => end)).size).toBeGreaterThan(1);
    expect(calls.filter(({ talkgroup }) => talkgroup === policeTalkgroup).every(({ receivers: [only, ...more] }) => only?.sourceId === 'radio-police' && more.length === 0)).toBe(true);
  });

  test('a recorder has the voice of every over, each the sound of one transmission, and none of them a second record', () => {
    expect(recorded.length).toBeGreaterThan(spokenOn(shift.sent).byMast.length);
    const voices = recorded.map((over, index) => ({ ...over, id: String(index), source: { kind: 'radio', id: String(over.talkgroup), label: '' }, state: 'finished' }) as const);
    const sounds = calls.flatMap((each) => soundOf(each, voices) ?? []);
    expect(new Set(sounds.map(({ recordingId }) => recordingId)).size).toBe(recorded.length);
    for (const over of recorded) {
      const call = { ...over, speakers: [{ radioId: over.radioId, fromMs: 0 }] };
      expect(unheardOvers(call, over.durationMs, calls, { sourceId: 'call-uploads', receivedAtMs: over.startedAtMs })).toEqual([]);
    }
  });

  test('radios tell where they are, thinly', () => {
    const fixes = facts.filter((fact) => fact.kind === 'fix');
    expect(fixes.length).toBeGreaterThan(150);
    expect(fixes.length).toBeLessThan(600);
  });
});

test('a crew that is sent says so with its radio’s keys', () => {
  const shift = startShift({ autoCalls: false, pace: 0.0001 });
  const incident = { id: 'i1', number: 'S1-1', type: 'medical', priority: 1, note: '', place: { text: 'Lenteng', radiusM: 500, latitude: -7.05, longitude: 113.8 } };
  shift.hear('cc112/v1/sumenep/units/p04/assignment', { v: 1, id: 'a1', ts: '2026-11-23T00:00:00.000Z', unit_id: 'p04', assigned_by: 'Petugas 1', exercise: true, incident });
  shift.clock.move(2 * hourMs);
  const codes = heardFrom(shift.sent).facts.flatMap((fact) => (fact.kind === 'radio-message' && fact.message.radioId === 112_104 && fact.message.statusCode !== null ? [fact.message.statusCode] : []));
  expect(codes).toEqual([2, 3, 4, 1]);
});

test('somebody sits on the key now and then: minutes of one over, which end', () => {
  const shift = startShift({ autoCalls: false, seed: 11, pace: 6 });
  shift.clock.move(hourMs);
  const long = heardFrom(shift.sent).transmissions.filter(({ durationMs }) => (durationMs ?? 0) > 170_000);
  expect(long.length).toBeGreaterThan(0);
  expect(long.every(({ end }) => end !== null)).toBe(true);
});
