import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recording } from './recording.ts';
import { soundOf } from './sound-of.ts';

const over = { talkgroup: 112, startedAtMs: 100_000, endedAtMs: 104_200, durationMs: 4_000, lastHeardAtMs: 104_000 };
const sound = (id: string, startedAtMs: number, durationMs: number, talkgroup = 112, state: Recording['state'] = 'finished') =>
  ({ id, source: { kind: 'radio', id: String(talkgroup), label: '' }, startedAtMs, durationMs, state }) as const;

test('a recorder’s call is the sound of the over whose time and talkgroup it has, whole seconds off', () => {
  expect(soundOf(over, [sound('elsewhere', 100_000, 4_000, 113), sound('before', 80_000, 5_000), sound('it', 101_000, 3_500), sound('behind', 110_000, 4_000)])).toEqual({ recordingId: 'it', fromMs: 0 });
  expect(soundOf(over, [sound('before', 90_000, 5_000)])).toBeNull();
  expect(soundOf({ ...over, talkgroup: null }, [sound('it', 100_000, 4_000)])).toBeNull();
});

test('a call of several overs is played from where this one begins', () => {
  expect(soundOf(over, [sound('conversation', 88_000, 40_000)])).toEqual({ recordingId: 'conversation', fromMs: 11_700 });
});

test('what goes on cannot be played yet; a sound that does not say how long it is counts by its beginning', () => {
  expect(soundOf(over, [sound('goes-on', 99_500, 0, 112, 'open')])).toBeNull();
  expect(soundOf(over, [sound('m4a', 99_500, 0), sound('late', 107_000, 0)])).toEqual({ recordingId: 'm4a', fromMs: 0 });
});

test('which one it is depends on what there is and not on its order, and is always of the talkgroup', () => {
  const anySound = fc.record({ id: fc.uuid(), at: fc.integer({ min: 80_000, max: 120_000 }), lasts: fc.integer({ min: 0, max: 30_000 }), talkgroup: fc.constantFrom(112, 113) });
  fc.assert(
    fc.property(fc.uniqueArray(anySound, { selector: ({ id }) => id, maxLength: 8 }), (drawn) => {
      const sounds = drawn.map(({ id, at, lasts, talkgroup }) => sound(id, at, lasts, talkgroup));
      const found = soundOf(over, sounds);
      expect(soundOf(over, sounds.toReversed())).toEqual(found);
      if (found) expect(sounds.find(({ id }) => id === found.recordingId)?.source.id).toBe('112');
    }),
    { seed: 5 },
  );
});
