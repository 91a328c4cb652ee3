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
