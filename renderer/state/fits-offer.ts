/**
 * Whether an offer is surely what was typed, so that Enter may take it unseen: the typed letters begin the name at one of
 * its words. Vowels and apostrophes are let go, because Ra'as is Raas and Sepudi is Sapudi.
 */
export function fitsOffer(typed: string, name: string): boolean {
  const wanted = letters(typed);
  if (wanted === '') return false;
  const words = name.split(/[\s-]+/);
  return words.some((_, index) => {
    const rest = words.slice(index).join('');
    return letters(rest).startsWith(wanted) || (consonants(wanted).length >= 2 && consonants(letters(rest)).startsWith(consonants(wanted)));
  });
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The first letter counts also when it is a vowel. */
function consonants(word: string): string {
  return word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '');
}
