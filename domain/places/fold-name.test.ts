import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSlipCounter, plainName, spokenName } from './fold-name.ts';

describe('a plain name', () => {
  test.each([
    ["Ra'as", 'raas'],
    ['Ra"as', 'raas'],
    ['Ra’as', 'raas'],
    ['Batang-Batang', 'batang batang'],
    ['  RSUD dr. H. Moh. Anwar ', 'rsud dr h moh anwar'],
    ['Élan', 'elan'],
  ])('%s is %s', (text, plain) => {
    expect(plainName(text)).toBe(plain);
  });

  test('is plain already when made plain again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainName(text);
        expect(plainName(plain)).toBe(plain);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });
});

test.each([
  ['sapudi', 'sepudi', false],
  ['masalembu', 'masalembo', true],
  ['giliginting', 'giligenting', true],
  ['soemenep', 'sumenep', true],
  ['bhatoputih', 'batuputih', true],
  ['bulla an', 'bula an', true],
])('%s and %s sound alike: %s', (one, other, isAlike) => {
  expect(spokenName(one) === spokenName(other)).toBe(isAlike);
});

describe('slips', () => {
  const countSlips = createSlipCounter();

  test.each([
    ['lenteng', 'lenteng', 0],
    ['lent', 'lenteng', 0],
    ['lentneg', 'lenteng', 1],
    ['lnteng', 'lenteng', 1],
    ['leenteng', 'lenteng', 1],
    ['lemteng', 'lenteng', 1],
    ['lemtemg', 'lenteng', 2],
    ['kalianget', 'lenteng', 3],
  ])('from %s to %s are %d', (typed, whole, slips) => {
    expect(countSlips(typed, whole, 0, 2)).toBe(slips);
  });

  test('are counted from a letter on', () => {
    expect(countSlips('guluk', 'guluk guluk', 6, 1)).toBe(0);
    expect(countSlips('ulukg', 'guluk guluk', 7, 1)).toBe(1);
  });

  test('agree with trying every beginning the slow way', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 2 }), (typed, whole, most) => {
        const beginnings = Array.from({ length: whole.length + 1 }, (_, length) => whole.slice(0, length));
        const fewest = Math.min(...beginnings.map((beginning) => slowDistance(typed, beginning)));
        expect(countSlips(typed, whole, 0, most)).toBe(Math.min(fewest, most + 1));
      }),
      { seed: 112, numRuns: 3_000 },
    );
  });
});

/** Optimal string alignment by its definition. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    slowDistance(a.slice(0, -1), b) + 1,
    slowDistance(a, b.slice(0, -1)) + 1,
    slowDistance(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
    swapped ? slowDistance(a.slice(0, -2), b.slice(0, -2)) + 1 : Infinity,
  );
}
