import type { SortedWords } from './sorted-words.ts';

/**
 * Finds the texts of which a beginning is `typed` with at most `most` slips (a letter changed, added or dropped, or two
 * neighbours swapped), and tells each with its fewest slips. Letters that texts share are looked at once; a branch on which
 * too many slips have gathered is left as a whole.
 */
export function walkSlips(words: SortedWords, typed: string, most: number, tell: (spelling: number, slips: number) => void): void {
  const tooMany = most + 1;
  const width = typed.length;
  const deepest = width + most;
  const rows: Uint8Array[] = Array.from({ length: deepest + 1 }, () => new Uint8Array(width + 1));
  /** The fewest slips of the whole of `typed` on the way down to each depth. */
  const best = new Uint8Array(deepest + 1).fill(tooMany);
  const codes = Uint16Array.from(typed, (letter) => letter.charCodeAt(0));
  for (let column = 0; column <= width; column += 1) (rows[0] as Uint8Array)[column] = Math.min(column, tooMany);
  best[0] = (rows[0] as Uint8Array)[width] ?? tooMany;

  /** The row below `depth` for one more letter; the least of it. */
  const step = (depth: number, code: number, codeBefore: number): number => {
    const above = rows[depth] as Uint8Array;
    const row = rows[depth + 1] as Uint8Array;
    const twoAbove = depth > 0 ? (rows[depth - 1] as Uint8Array) : above;
    row[0] = Math.min(depth + 1, tooMany);
    let least = row[0];
    for (let column = 1; column <= width; column += 1) {
      const letter = codes[column - 1] ?? 0;
      let cost = Math.min((above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + (letter === code ? 0 : 1));
      if (depth > 0 && column > 1 && letter === codeBefore && codes[column - 2] === code) cost = Math.min(cost, (twoAbove[column - 2] ?? 0) + 1);
      if (cost > tooMany) cost = tooMany;
      row[column] = cost;
      if (cost < least) least = cost;
    }
    best[depth + 1] = Math.min(best[depth] ?? tooMany, row[width] ?? tooMany);
    return least;
  };

  let known = 0;
  let position = 0;
  while (position < words.length) {
    let depth = Math.min(known, position === 0 ? 0 : (words.sharedWithPrevious[position] ?? 0));
    let isLost = false;
    for (;;) {
      if (depth >= deepest) break;
      const code = words.letterAt(position, depth);
      if (code < 0) break;
      const least = step(depth, code, depth > 0 ? words.letterAt(position, depth - 1) : -1);
      depth += 1;
      if (least > most) {
        isLost = true;
        break;
      }
    }
    const slips = best[depth] ?? tooMany;
    // All that share these letters come to the same end, when no further letter can change it.
    const end = isLost || depth >= deepest ? words.endOfShared(position, depth) : position + 1;
    if (slips <= most) for (let each = position; each < end; each += 1) tell(words.spellingAt(each), slips);
    known = depth;
    position = end;
  }
}
