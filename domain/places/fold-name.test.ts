import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainName, spokenName } from './fold-name.ts';

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
