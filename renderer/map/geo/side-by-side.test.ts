import { expect, test } from 'vitest';
import { possibleOffsetsPx, sideBySide } from './side-by-side.ts';

test('every offset for up to twenty things, beside something or not, is one the map knows', () => {
  const known = new Set(possibleOffsetsPx.map((offset) => offset.join(' ')));
  const point = { longitude: 113.9, latitude: -7 };
  for (let count = 1; count <= 20; count += 1) {
    const things = Array.from({ length: count }, (_, index) => ({ id: `unit ${index}`, ...point }));
    for (const taken of [[], [point]]) {
      for (const offset of sideBySide(things, taken).values()) expect(known).toContain(offset.join(' '));
    }
  }
});

test('a thing that stands alone is not moved', () => {
  const things = [
    { id: 'a', longitude: 113.9, latitude: -7 },
    { id: 'b', longitude: 113.91, latitude: -7 },
  ];
  expect(sideBySide(things, []).size).toBe(0);
});
