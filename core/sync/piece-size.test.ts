import { expect, test } from 'vitest';
import { createPieceSize } from './piece-size.ts';

const limits = { start: 500, smallest: 1, largest: 2_000 };

/** The size after twenty pieces on a line that carries so many a second. */
function settled(perSecond: number, roundTripMs: number): number {
  const size = createPieceSize(limits, () => roundTripMs);
  for (let turn = 0; turn < 20; turn += 1) size.measured(size.next(), roundTripMs + (size.next() * 1_000) / perSecond);
  return size.next();
}

test('a piece becomes what the line carries in a second', () => {
  expect(settled(100, 0)).toBe(100);
  expect(settled(1_500, 0)).toBe(1_500);
  expect(settled(100_000, 0)).toBe(limits.largest);
});

test('a long way there and back does not make pieces small', () => {
  expect(settled(100, 2_000)).toBe(100);
  expect(settled(100_000, 2_000)).toBe(limits.largest);
});

test('a request that failed halves the next', () => {
  const size = createPieceSize(limits, () => 0);
  size.failed();
  expect(size.next()).toBe(250);
});
