import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowerRadius, widerRadius } from './radius-steps.ts';

test('a radius goes to the next step, from between two steps too', () => {
  expect([500, 1_500, 84_000, 100_000, 300_000].map(widerRadius)).toEqual([1_000, 2_000, 100_000, 100_000, 300_000]);
  expect([1_000, 1_500, 20, 5].map(narrowerRadius)).toEqual([500, 1_000, 20, 5]);
});

test('wider and narrower lead back to the step they began at, and never the wrong way', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (radiusM) => {
      expect(widerRadius(radiusM)).toBeGreaterThanOrEqual(radiusM);
      expect(narrowerRadius(radiusM)).toBeLessThanOrEqual(radiusM);
      const step = widerRadius(Math.max(20, Math.min(radiusM, 90_000)));
      expect(widerRadius(narrowerRadius(step))).toBe(step);
    }),
    { seed: 112, numRuns: 500 },
  );
});
