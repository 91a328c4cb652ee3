import { expect, test } from 'vitest';
import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { recordingsOf } from './listed-recordings.ts';

const recording = (changes: Partial<Recording>): Recording => ({
  id: 'r1', source: { kind: 'phone', id: 'h/1', label: '0812' }, callId: 'c1', startedAtMs: 1_000, mimeType: 'audio/webm', channels: ['caller', 'desk'], phone: 'S1',
  state: 'finished', durationMs: 5_000, bytes: 9, sha256: 'x', isSynced: false, removedAtMs: null, ...changes,
});
const kept = (recordingId: string, durationMs: number, station = 'S2'): TimelineEntry => ({
  id: `${recordingId}/${durationMs}`, atMs: 9_000, station, actor: 'Budi', aloneSinceMs: null,
  act: { kind: 'recording.kept', recordingId, phone: 'S2', source: { kind: 'phone', id: 'h/2', label: '0813' }, mimeType: 'audio/webm', channels: [], callId: 'c1', incidentId: 'i1', startedAtMs: 3_000, durationMs, bytes: 9, sha256: 'x', endedBy: 'fault' },
});

test('a recording is whole, cut off, going on, or removed, the newest first', () => {
  const list = [recording({}), recording({ id: 'r2', startedAtMs: 2_000, state: 'fault' }), recording({ id: 'r3', startedAtMs: 3_000, state: 'open' }), recording({ id: 'r4', startedAtMs: 4_000, removedAtMs: 9 })];
  expect(recordingsOf(list, []).map(({ id, standing }) => [id, standing])).toEqual([['r4', 'removed'], ['r3', 'open'], ['r2', 'cut'], ['r1', 'whole']]);
});

test('one that another station made is named with that station, once, and one of this station is not listed twice', () => {
  const listed = recordingsOf([recording({})], [kept('r1', 5_000, 'S1'), kept('r9', 400), kept('r9', 800)]);
  expect(listed.map(({ id, standing, station, durationMs }) => [id, standing, station, durationMs])).toEqual([['r9', 'elsewhere', 'S2', 800], ['r1', 'whole', '', 5_000]]);
});
