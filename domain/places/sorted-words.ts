import type { Spelling } from './spelling.ts';

/**
 * Every name from every word on, in the order of its letters: what begins with the same letters stands together, so that a
 * beginning is found by halving and a slip by walking shared letters once. Two arrays of numbers, no text of its own.
 */
export type SortedWords = {
  readonly length: number;
  readonly spellingAt: (position: number) => number;
  /** Whether a position's text is the whole name. */
  readonly isFromFirst: (position: number) => boolean;
  /** The letter of a position's text at `index`, as a character code; -1 behind its end. */
  readonly letterAt: (position: number, index: number) => number;
  /** The positions whose text begins with these letters: from the first to before the end. */
  readonly range: (letters: string) => readonly [first: number, end: number];
  /** The first position from `from` on whose text does not share the first `length` letters with that of `from`. */
  readonly endOfShared: (from: number, length: number) => number;
  /** How many first letters a position's text shares with the one before. */
  readonly sharedWithPrevious: Uint8Array;
};

/** Longer common beginnings count as this. */
const longestShared = 255;

export function sortWords(spellings: readonly Spelling[]): SortedWords {
  const texts: { readonly text: string; readonly spelling: number; readonly from: number }[] = [];
  spellings.forEach(({ joined, words }, spelling) => {
    let from = 0;
    for (const word of words) {
      texts.push({ text: joined.slice(from), spelling, from });
      from += word.length;
    }
  });
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.spelling - b.spelling));
  const length = texts.length;
  const spellingOf = Int32Array.from(texts, (each) => each.spelling);
  const fromOf = Uint16Array.from(texts, (each) => each.from);
  const sharedWithPrevious = new Uint8Array(length);
  for (let position = 1; position < length; position += 1) {
    const [before, text] = [texts[position - 1]?.text ?? '', texts[position]?.text ?? ''];
    const most = Math.min(before.length, text.length, longestShared);
    let shared = 0;
    while (shared < most && before.charCodeAt(shared) === text.charCodeAt(shared)) shared += 1;
    sharedWithPrevious[position] = shared;
  }

  const joinedAt = (position: number): string => spellings[spellingOf[position] ?? 0]?.joined ?? '';
  const letterAt = (position: number, index: number): number => {
    const code = joinedAt(position).charCodeAt((fromOf[position] ?? 0) + index);
    return Number.isNaN(code) ? -1 : code;
  };
  /** Negative where the text of a position comes before all that begin with the letters, positive behind them. */
  const compare = (position: number, letters: string): number => {
    for (let index = 0; index < letters.length; index += 1) {
      const off = letterAt(position, index) - letters.charCodeAt(index);
      if (off !== 0) return off;
    }
    return 0;
  };
  const firstWhere = (from: number, isBehind: (position: number) => boolean): number => {
    let [low, high] = [from, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBehind(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    length,
    spellingAt: (position) => spellingOf[position] ?? 0,
    isFromFirst: (position) => fromOf[position] === 0,
    letterAt,
    sharedWithPrevious,
    range(letters) {
      const first = firstWhere(0, (position) => compare(position, letters) >= 0);
      return [first, firstWhere(first, (position) => compare(position, letters) > 0)];
    },
    endOfShared(from, shared) {
      const letters = joinedAt(from).slice(fromOf[from] ?? 0).slice(0, shared);
      // Neighbours first: most stretches are short, and halving the whole list for each costs more.
      let stride = 1;
      let low = from + 1;
      while (low + stride < length && compare(low + stride, letters) === 0) {
        low += stride;
        stride *= 2;
      }
      let high = Math.min(length, low + stride);
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (compare(middle, letters) === 0) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
