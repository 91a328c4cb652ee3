import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneSound, volumeOf, withVolume } from './lane-sound.ts';

test('a lane is as loud as it comes until somebody changes it, and the quietest is still heard', () => {
  expect(volumeOf({}, '112')).toBe(100);
  const quieter = withVolume({}, '112', 90);
  expect(volumeOf(quieter, '112')).toBe(90);
  expect(volumeOf(quieter, '113')).toBe(100);
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (percent) => {
      const volume = volumeOf(withVolume({}, '1', percent), '1');
      expect(volume % 10).toBe(0);
      expect(volume).toBeGreaterThanOrEqual(10);
      expect(volume).toBeLessThanOrEqual(100);
    }),
    { seed: 5 },
  );
});

test('the lane that is spoken on is in the ear, the others on the desk, a muted one nowhere', () => {
  const choices = { 112: 'selected', 114: 'muted' } as const;
  const volumes = { 112: 60, 113: 30, 114: 80 };
  expect([112, 113, 114, 115].map((talkgroup) => laneSound(choices, volumes, talkgroup, 112))).toEqual([
    { volume: 0.6, place: 'headset' },
    { volume: 0.3, place: 'speaker' },
    { volume: 0, place: 'speaker' },
    { volume: 1, place: 'speaker' },
  ]);
});
