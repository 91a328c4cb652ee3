import type { Unit } from '#domain/units/unit.ts';

type Named = Pick<Unit, 'unitId' | 'callSign'>;

/** `certain` when no other unit fits the word as well. */
export type FoundUnit<Item> = { readonly unit: Item; readonly certain: boolean };

/**
 * Units a short word may mean, the best first: the call sign itself, its beginning, then the first letters of its words
 * with its number, so that `p12` finds `Puskesmas 12` and `PKM Lenteng 12`. A number must match whole.
 */
export function findUnits<Item extends Named>(abbreviation: string, units: Iterable<Item>): readonly FoundUnit<Item>[] {
  const wanted = plain(abbreviation);
  if (wanted === '') return [];
  const ranked = [...units].flatMap((unit) => {
    const rank = Math.min(rankOf(wanted, unit.callSign), plain(unit.unitId) === wanted ? 1 : notMeant);
    return rank === notMeant ? [] : [{ unit, rank }];
  });
  ranked.sort((left, right) => left.rank - right.rank || left.unit.callSign.localeCompare(right.unit.callSign, 'en', { numeric: true }));
  const best = ranked.filter(({ rank }) => rank === ranked[0]?.rank).length;
  return ranked.map(({ unit }, index) => ({ unit, certain: index === 0 && best === 1 }));
}

const notMeant = 9;

function rankOf(wanted: string, callSign: string): number {
  const whole = plain(callSign);
  if (whole === wanted) return 0;
  const letters = wanted.replace(/\d+$/, '');
  const number = wanted.slice(letters.length);
  const words = callSign.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  const names = words.filter((word) => !/\d/.test(word));
  const numberMatches = number === '' || words.some((word) => /\d/.test(word) && Number(word) === Number(number));
  if (!numberMatches) return notMeant;
  const initials = names.map((word) => word[0]).join('');
  if (letters === '' || initials === letters) return 2;
  if (names.some((word) => word.startsWith(letters))) return number === '' ? 4 : 3;
  if (whole.startsWith(wanted)) return 4;
  return letters.length > 1 && isWithin(letters, names.join('')) ? 5 : notMeant;
}

/** The letters in their order, the first of them at the beginning. */
function isWithin(letters: string, name: string): boolean {
  if (letters[0] !== name[0]) return false;
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** Letters and digits alone, small. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
