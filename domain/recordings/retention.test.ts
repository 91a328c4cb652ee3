import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recording } from './recording.ts';
import { recordingsToRemove } from './retention.ts';

const one = (changes: Partial<Recording>): Recording => ({
  id: 'r1', source: { kind: 'phone', id: 'h1/1', label: '0812' }, callId: null, startedAtMs: 0, mimeType: 'audio/webm', channels: ['caller', 'desk'], phone: 'S1',
  state: 'finished', durationMs: 1_000, bytes: 100, sha256: 'x', isSynced: true, removedAtMs: null, ...changes,
});
const limits = { keepMs: 1_000, maxBytes: 250, reserveBytes: 50 };

test('what is past its time goes, and of the rest the oldest until size and reserve are kept', () => {
  const recordings = [one({ id: 'new', startedAtMs: 5_000 }), one({ id: 'middle', startedAtMs: 4_900 }), one({ id: 'older', startedAtMs: 4_800 }), one({ id: 'past', startedAtMs: 100 })];
  const removed = (now: { nowMs: number; freeBytes: number }) => recordingsToRemove(recordings, limits, { ...now, keptBytes: 400, isPractice: false }).map(({ id }) => id);
  expect(removed({ nowMs: 5_000, freeBytes: 1_000 })).toEqual(['past', 'older']);
  expect(recordingsToRemove(recordings.slice(0, 2), limits, { nowMs: 5_000, freeBytes: 49, keptBytes: 200, isPractice: false }).map(({ id }) => id)).toEqual(['middle']);
  expect(recordingsToRemove(recordings.slice(0, 2), limits, { nowMs: 5_000, freeBytes: 50, keptBytes: 200, isPractice: false })).toEqual([]);
});

test('never one that central has not confirmed, or that goes on, however full the disk is', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ startedAtMs: fc.nat(9_000), bytes: fc.nat(500), isSynced: fc.boolean(), state: fc.constantFrom('open' as const, 'finished' as const, 'fault' as const) })), (list) => {
      const removed = recordingsToRemove(list.map((each, index) => one({ ...each, id: `r${index}` })), { ...limits, maxBytes: 0 }, { nowMs: 9_000, freeBytes: 0, keptBytes: 9_999, isPractice: false });
      expect(removed.every(({ isSynced, state }) => isSynced && state !== 'open')).toBe(true);
    }),
    { seed: 3 },
  );
});

test('the voices of an exercise that has no central go when their time is over', () => {
  const now = { nowMs: 9_000, freeBytes: 1_000, keptBytes: 100 };
  const voice = [one({ isSynced: false })];
  expect(recordingsToRemove(voice, limits, { ...now, isPractice: false })).toEqual([]);
  expect(recordingsToRemove(voice, limits, { ...now, isPractice: true })).toEqual(voice);
  expect(recordingsToRemove([one({ isSynced: false, state: 'open' })], limits, { ...now, isPractice: true })).toEqual([]);
});
