import { expect, test } from 'vitest';
import { createSteadyTime } from './steady-time.ts';

test('goes with the clock, back with it, and never far ahead in one step', () => {
  const startMs = 1_800_000_000_000;
  let nowMs = startMs;
  const steady = createSteadyTime(() => nowMs, 60_000);
  const after = (moveMs: number): number => {
    nowMs += moveMs;
    return steady() - startMs;
  };
  expect([after(5_000), after(5_000)]).toEqual([5_000, 10_000]);
  expect(after(3 * 86_400_000)).toBe(70_000);
  expect(after(5_000)).toBe(75_000);
  // The clock is right again.
  expect(after(-3 * 86_400_000)).toBe(15_000);
  expect(after(5_000)).toBe(20_000);
  expect(after(-7_200_000)).toBe(-7_180_000);
});
