import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceM } from './distance.ts';
import { cellsAround, placeCell } from './place-cell.ts';

test('whatever lies within a kilometre is in one of the nine cells', () => {
  const near = fc.record({
    latitude: fc.double({ min: -11, max: 6, noNaN: true }),
    longitude: fc.double({ min: 95, max: 141, noNaN: true }),
    north: fc.double({ min: -0.009, max: 0.009, noNaN: true }),
    east: fc.double({ min: -0.009, max: 0.009, noNaN: true }),
  });
  fc.assert(
    fc.property(near, ({ latitude, longitude, north, east }) => {
      const other = { latitude: latitude + north, longitude: longitude + east };
      if (distanceM({ latitude, longitude }, other) > 1_000) return;
      expect(cellsAround(latitude, longitude)).toContain(placeCell(other.latitude, other.longitude));
    }),
    { seed: 112, numRuns: 2_000 },
  );
});

test('two places a degree apart are in different cells', () => {
  expect(placeCell(-7.05, 113.8)).not.toBe(placeCell(-7.05, 114.8));
  expect(placeCell(-7.05, 113.8)).not.toBe(placeCell(-8.05, 113.8));
});
