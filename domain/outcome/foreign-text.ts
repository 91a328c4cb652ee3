/** Controls, bidi overrides, zero-width and other invisible formats, lone surrogates, private use. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
const blank = /\s+/gu;
/** More marks than any living script puts on one letter: they would climb over the neighbouring lines. */
const stackedMarks = /(\p{M}{3})\p{M}+/gu;

/**
 * Text that somebody else wrote (names, talker aliases, messages) made safe to show in one line: no control, bidi or
 * invisible characters, blanks run together, trimmed, at most `maxLetters` code points. May be empty. It is still
 * plain text: whoever shows it must not read it as markup.
 */
export function cleanForeignText(text: string, maxLetters = 64): string {
  const shown = text.replace(blank, ' ').replace(invisible, '').normalize('NFC').replace(stackedMarks, '$1').replace(blank, ' ').trim();
  return shown.length <= maxLetters ? shown : Array.from(shown).slice(0, Math.max(0, maxLetters)).join('').trimEnd();
}
