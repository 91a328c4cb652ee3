/** Apostrophes of every kind: Ra'as, Ra’as, Ra"as and Raas are one word. */
const apostrophes = /['’‘ʼʻ`´"”“]/gu;
const marks = /\p{M}+/gu;
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu;

/** A name without case, diacritics and apostrophes; hyphens and other signs become blanks. */
export function plainName(text: string): string {
  return text.normalize('NFD').replaceAll(marks, '').toLowerCase().replaceAll(apostrophes, '').replaceAll(notLetterOrDigit, ' ').trim();
}

/**
 * How a plain name sounds: the vowels people here write either way (i/e, o/u) and doubled letters are one; the old
 * spellings oe, dj, tj and the Madurese bh, dh, gh, jh too. Words stay apart.
 */
export function spokenName(plain: string): string {
  return plain
    .replaceAll('oe', 'u')
    .replaceAll('tj', 'c')
    .replaceAll('dj', 'j')
    .replaceAll(/([bdgj])h/g, '$1')
    .replaceAll('e', 'i')
    .replaceAll('o', 'u')
    .replaceAll(/(\p{L})\1+/gu, '$1');
}

/**
 * Counts slips: the fewest letters to change, add or drop (a swap of neighbours counts once) so that `typed` becomes a
 * beginning of `whole` from its letter `from` on; more than `most` comes back as `most + 1`. What is returned keeps its
 * working rows from call to call, since it runs over tens of thousands of names for every key.
 */
export function createSlipCounter(): (typed: string, whole: string, from: number, most: number) => number {
  let beforeLast: number[] = [];
  let last: number[] = [];
  let current: number[] = [];
  return (typed, whole, from, most) => {
    const width = Math.min(whole.length - from, typed.length + most);
    const tooMany = most + 1;
    if (typed.length - width > most) return tooMany;
    for (let column = 0; column <= width; column += 1) last[column] = column;
    for (let row = 1; row <= typed.length; row += 1) {
      // Cells further than `most` from the diagonal cost more than `most` anyway.
      const first = Math.max(1, row - most);
      const end = Math.min(width, row + most);
      current[first - 1] = first === 1 ? row : tooMany;
      let least = first === 1 ? row : tooMany;
      const letter = typed.charCodeAt(row - 1);
      for (let column = first; column <= end; column += 1) {
        const other = whole.charCodeAt(from + column - 1);
        const above = column === row + most ? tooMany : (last[column] ?? tooMany);
        let cost = Math.min(above + 1, (current[column - 1] ?? tooMany) + 1, (last[column - 1] ?? tooMany) + (letter === other ? 0 : 1));
        if (row > 1 && column > 1 && letter === whole.charCodeAt(from + column - 2) && typed.charCodeAt(row - 2) === other) {
          cost = Math.min(cost, (beforeLast[column - 2] ?? tooMany) + 1);
        }
        current[column] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return tooMany;
      const freed = beforeLast;
      beforeLast = last;
      last = current;
      current = freed;
    }
    let fewest = tooMany;
    for (let column = Math.max(0, typed.length - most); column <= Math.min(width, typed.length + most); column += 1) {
      fewest = Math.min(fewest, last[column] ?? tooMany);
    }
    return fewest;
  };
}
