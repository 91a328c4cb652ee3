import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortWords } from './sorted-words.ts';
import { toSpelling } from './spelling.ts';
import { walkSlips } from './walk-slips.ts';

/** The fewest slips by which `typed` is a beginning of each name, from any of its words on. */
function slipsOf(typed: string, names: readonly string[], most: number): readonly (number | undefined)[] {
  const fewest: (number | undefined)[] = names.map(() => undefined);
  walkSlips(sortWords(names.map((name) => toSpelling(name))), typed, most, (spelling, slips) => {
    fewest[spelling] = Math.min(fewest[spelling] ?? Infinity, slips);
  });
  return fewest;
}

describe('slips', () => {
  test.each([
    ['lintin', 'lintin', 0],
    ['lint', 'lintin', 0],
    ['lintni', 'lintin', 1],
    ['lntin', 'lintin', 1],
    ['liintin', 'lintin', 1],
    ['limtin', 'lintin', 1],
    ['limtim', 'lintin', 2],
    ['kaliangit', 'lintin', undefined],
    ['tinlin', 'lintin tinlim', 1],
  ])('from %s to %s are %s', (typed, name, slips) => {
    expect(slipsOf(typed, [name], 2)).toEqual([slips]);
  });

  test('agree with trying every beginning of every name the slow way, however the names share their letters', () => {
    // Letters that sound alike or double are told apart by nobody; these four do neither.
    const word = fc.string({ unit: fc.constantFrom('a', 'i', 'k', 's'), minLength: 1, maxLength: 6 }).map((text) => toSpelling(text).joined);
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 2 }), (typed, names, most) => {
        const slow = names.map((name) => {
          const beginnings = Array.from({ length: name.length + 1 }, (_, length) => name.slice(0, length));
          const fewest = Math.min(...beginnings.map((beginning) => slowDistance(typed, beginning)));
          return fewest <= most ? fewest : undefined;
        });
        expect(slipsOf(typed, names, most)).toEqual(slow);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });
});

test('what begins with the same letters stands together', () => {
  const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'k', 's', ' '), maxLength: 8 }), { maxLength: 30 });
  fc.assert(
    fc.property(names, fc.string({ unit: fc.constantFrom('a', 'k', 's'), minLength: 1, maxLength: 3 }), (all, letters) => {
      const spellings = all.map((name) => toSpelling(name));
      const words = sortWords(spellings);
      const [first, end] = words.range(letters);
      const found = Array.from({ length: end - first }, (_, index) => words.spellingAt(first + index)).sort((a, b) => a - b);
      const wanted = spellings.flatMap((spelling, at) => spelling.words.flatMap((_, word) => (spelling.words.slice(word).join('').startsWith(letters) ? [at] : [])));
      expect(found).toEqual(wanted);
      if (first < end) expect(words.endOfShared(first, letters.length)).toBe(end);
    }),
    { seed: 112, numRuns: 1_000 },
  );
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
