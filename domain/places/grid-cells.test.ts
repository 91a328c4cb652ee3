import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceM } from './distance.ts';
import { gridCells, gridLetters, middleOfBox, narrowedBox, type Box } from './grid-cells.ts';

const sumenep: Box = { west: 113.55, south: -7.3, east: 116.3, north: -5.0 };
const letters = fc.array(fc.constantFrom(...gridLetters), { maxLength: 4 }).map((keys) => keys.join(''));

test('three keys come to about a kilometre anywhere in the regency', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...gridLetters), { minLength: 3, maxLength: 3 }), (keys) => {
      expect(middleOfBox(narrowedBox(sumenep, keys.join(''))).radiusM).toBeLessThan(1_000);
    }),
    { seed: 112, numRuns: 300 },
  );
});

test('every point of a box lies in one cell, and the keys that lead there keep it in sight', () => {
  const point = fc.record({ latitude: fc.double({ min: -7.29, max: -5.01, noNaN: true }), longitude: fc.double({ min: 113.56, max: 116.29, noNaN: true }) });
  fc.assert(
    fc.property(point, (wanted) => {
      let keys = '';
      for (let step = 0; step < 3; step += 1) {
        const cells = gridCells(narrowedBox(sumenep, keys)).filter(({ box }) => wanted.longitude >= box.west && wanted.longitude < box.east && wanted.latitude > box.south && wanted.latitude <= box.north);
        expect(cells).toHaveLength(1);
        keys += cells[0]?.letter ?? '';
      }
      const middle = middleOfBox(narrowedBox(sumenep, keys));
      expect(distanceM(middle, wanted)).toBeLessThanOrEqual(middle.radiusM * 1.001 + 1);
    }),
    { seed: 112, numRuns: 500 },
  );
});

test('letters are taken in either case, what is no letter of the grid is passed over, and each one less is the box around it', () => {
  fc.assert(
    fc.property(letters, (keys) => {
      const box = narrowedBox(sumenep, keys);
      expect(narrowedBox(sumenep, `${keys.toLowerCase()}-`)).toEqual(box);
      const around = narrowedBox(sumenep, keys.slice(0, -1));
      expect(box.west >= around.west && box.east <= around.east && box.south >= around.south && box.north <= around.north).toBe(true);
    }),
    { seed: 112, numRuns: 300 },
  );
});
