import { expect, test } from 'vitest';
import { createFaultCounter } from './fault-counter.ts';

test('three faults within a minute are too many, three within more are not', () => {
  let nowMs = 0;
  const isTooMany = createFaultCounter({ times: 3, withinMs: 60_000, now: () => nowMs });
  const faultAt = (atMs: number): boolean => {
    nowMs = atMs;
    return isTooMany();
  };
  expect([0, 30_000, 60_000, 89_999, 150_000].map(faultAt)).toEqual([false, false, false, true, false]);
});
