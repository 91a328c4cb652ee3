import { plainName, spokenName } from './fold-name.ts';

/** A name as it is compared: letter by letter, by its sound, and where its words begin. */
export type Spelling = {
  readonly plain: string;
  /** Words by their sound. */
  readonly words: readonly string[];
  /** The words without blanks between them. */
  readonly joined: string;
};

export function toSpelling(text: string): Spelling {
  const plain = plainName(text);
  const words = plain.split(' ').map(spokenName).filter((word) => word !== '');
  return { plain, words, joined: words.join('') };
}

/** How well a name matches, best first; half steps between them belong to other names than a place's own. */
export const matchRank = { whole: 0, sameSound: 2, beginning: 4, beginningBySound: 6, beginningsOfWords: 8, within: 10, slip: 12, none: 20 } as const;

/** How a name that has the typed letters somewhere matches them. `typed.joined` is not empty. */
export function rankMatch(typed: Spelling, known: Spelling): number {
  if (known.plain === typed.plain) return matchRank.whole;
  if (known.joined === typed.joined) return matchRank.sameSound;
  if (known.plain.startsWith(typed.plain)) return matchRank.beginning;
  if (known.joined.startsWith(typed.joined)) return matchRank.beginningBySound;
  return typed.words.length > 1 && beginsWords(typed.words, known.words) ? matchRank.beginningsOfWords : matchRank.within;
}

/** Every typed word begins a word of the name, in the same order. */
export function beginsWords(typed: readonly string[], known: readonly string[]): boolean {
  let at = 0;
  for (const word of known) {
    const wanted = typed[at];
    if (wanted === undefined) break;
    if (word.startsWith(wanted)) at += 1;
  }
  return at === typed.length;
}
