import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readKeptPlace } from './kept-place.ts';

test('a map begins where it looked last, and at the overview after anything that is no place', () => {
  expect(readKeptPlace('[113.87,-7.01,11.5]')).toEqual({ center: [113.87, -7.01], zoom: 11.5 });
  for (const text of [null, '', 'null', '{', '[]', '[1,2]', '["a",1,2]', '[1,99,2]', '{"center":1}']) expect(readKeptPlace(text)).toBeNull();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const place = readKeptPlace(text);
      if (place) expect([...place.center, place.zoom].every(Number.isFinite)).toBe(true);
    }),
    { seed: 112, numRuns: 300 },
  );
});
