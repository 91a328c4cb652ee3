import { sortWords } from './sorted-words.ts';
import { beginsWords, matchRank, rankMatch, toSpelling, type Spelling } from './spelling.ts';
import { walkSlips } from './walk-slips.ts';

/** A place under all its names; the first is its own. */
export type Named = { readonly names: readonly string[] };
/** `tier` is how well it matches, from 0 on (see matchRank); a slip more is worse than any exact match. */
export type NameMatch = { readonly at: number; readonly tier: number };

export type NameIndex = {
  /** Hands over every place that matches and how well, exact ones first; slips only while `isEnough` says no after the exact ones. */
  readonly find: (typed: Spelling, isEnough: (found: number) => boolean) => readonly NameMatch[];
};

/** Nothing that occurs in a name. */
const boundary = '\n';
/** Within a name only so many are looked for: it is the last resort, and one letter occurs everywhere. */
const mostWithin = 2_000;

/** Names by their letters, by their sound, from every word on, and with slips of the fingers or the ear. */
export function createNameIndex(places: readonly Named[]): NameIndex {
  const spellings: Spelling[] = [];
  const owners: number[] = [];
  const isAlias: boolean[] = [];
  places.forEach(({ names }, place) => {
    names.forEach((name, index) => {
      spellings.push(toSpelling(name));
      owners.push(place);
      isAlias.push(index > 0);
    });
  });
  const placeOf = Int32Array.from(owners);
  const words = sortWords(spellings);
  const whole = spellings.map(({ joined }) => joined).join(boundary);
  const beginnings = new Int32Array(spellings.length);
  for (let index = 1; index < spellings.length; index += 1) beginnings[index] = (beginnings[index - 1] ?? 0) + (spellings[index - 1]?.joined.length ?? 0) + boundary.length;

  /** The tier each place was found at in this search; -1 for none. */
  const tierOf = new Int8Array(places.length).fill(-1);

  return {
    find(typed, isEnough) {
      const touched: number[] = [];
      const tell = (spelling: number, rank: number): void => {
        if (rank >= matchRank.none) return;
        const place = placeOf[spelling] ?? 0;
        const tier = rank + (isAlias[spelling] === true ? 1 : 0);
        const before = tierOf[place] ?? -1;
        if (before === -1) touched.push(place);
        if (before === -1 || tier < before) tierOf[place] = tier;
      };
      const tellExact = (spelling: number): void => {
        const known = spellings[spelling];
        if (known) tell(spelling, rankMatch(typed, known));
      };

      const [first, end] = words.range(typed.joined);
      for (let position = first; position < end; position += 1) {
        const spelling = words.spellingAt(position);
        if (words.isFromFirst(position)) tellExact(spelling);
        else tell(spelling, matchRank.beginningsOfWords);
      }
      if (typed.words.length > 1) {
        const [from, until] = shortest(typed.words.map(words.range));
        for (let position = from; position < until; position += 1) {
          const spelling = words.spellingAt(position);
          const known = spellings[spelling];
          if (known && beginsWords(typed.words, known.words)) tell(spelling, matchRank.beginningsOfWords);
        }
      }
      if (typed.joined.length > 1 && !isEnough(touched.length)) {
        let at = whole.indexOf(typed.joined);
        for (let count = 0; at !== -1 && count < mostWithin; count += 1) {
          const spelling = spellingAt(at);
          tellExact(spelling);
          at = whole.indexOf(typed.joined, beginnings[spelling + 1] ?? whole.length);
        }
      }
      if (mostSlips(typed) > 0 && !isEnough(touched.length)) {
        const exact = new Set(touched);
        walkSlips(words, typed.joined, mostSlips(typed), (spelling, slips) => {
          if (!exact.has(placeOf[spelling] ?? 0)) tell(spelling, matchRank.slip + 2 * slips);
        });
      }
      const found = touched.map((at) => ({ at, tier: tierOf[at] ?? matchRank.none }));
      for (const at of touched) tierOf[at] = -1;
      return found;
    },
  };

  /** The spelling that a letter of `whole` belongs to. */
  function spellingAt(letter: number): number {
    let [low, high] = [0, spellings.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((beginnings[middle] ?? 0) <= letter) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function shortest(ranges: readonly (readonly [number, number])[]): readonly [number, number] {
  return ranges.reduce((best, range) => (range[1] - range[0] < best[1] - best[0] ? range : best));
}

/** A short word with a slip is another word. */
function mostSlips({ joined }: Spelling): number {
  return joined.length >= 7 ? 2 : joined.length >= 4 ? 1 : 0;
}
