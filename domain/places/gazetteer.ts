import { createSlipCounter, plainName, spokenName } from './fold-name.ts';
import type { PlaceSuggestion } from './place.ts';
import { formatCoordinates, readCoordinates } from './read-coordinates.ts';

/** A place of the gazetteer file: a suggestion and the other names it goes by. */
export type GazetteerPlace = PlaceSuggestion & { readonly aliases?: readonly string[] };
export type Gazetteer = { readonly search: (text: string, limit: number) => PlaceSuggestion[] };

type Spelling = {
  readonly plain: string;
  readonly words: readonly string[];
  readonly joined: string;
  /** One bit per letter that occurs: what has not the letters cannot match, and costs one glance. */
  readonly letters: number;
  readonly isAlias: boolean;
};
type Entry = { readonly place: PlaceSuggestion; readonly spellings: readonly Spelling[] };

/** Which of two places with the same match comes first. */
const kinds: readonly PlaceSuggestion['kind'][] = ['island', 'town', 'kecamatan', 'facility', 'village', 'point'];

/** Half steps are aliases: a place's own name goes before another place's nickname. */
const noMatch = 20;
const firstInexact = 12;

/**
 * Searches names the way they are spoken: whole name, beginning, beginnings of its words, a part of it, and last with
 * a typing slip. Typed coordinates are offered first. `places` is the content of the gazetteer file; another form throws.
 */
export function createGazetteer(
  places: unknown,
  islandAt: (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null = () => null,
): Gazetteer {
  const entries = readPlaces(places).map(toEntry).sort(byPrecedence);
  const countSlips = createSlipCounter();

  const search = (text: string, limit: number): PlaceSuggestion[] => {
    const typed = toSpelling(text, { isTyped: true });
    const points = readCoordinates(text).map((typedPoint): PlaceSuggestion => {
      const island = islandAt(typedPoint.latitude, typedPoint.longitude);
      const name = formatCoordinates(typedPoint);
      return { ...typedPoint, id: `titik-${name}`, name, detail: island?.name ?? 'Koordinat', kind: 'point', islandId: island?.id ?? null, islandName: island?.name ?? null };
    });
    if (typed.joined === '') return points.slice(0, limit);
    const found = collect(entries, { letters: typed.letters, missing: 0, limit }, (spelling) => exactRank(typed, spelling));
    const slips = typed.joined.length >= 7 ? 2 : typed.joined.length >= 4 ? 1 : 0;
    if (found.length < limit && slips > 0) {
      const known = new Set(found);
      const wanted = { letters: typed.letters, missing: slips, limit: limit - found.length };
      found.push(...collect(entries, wanted, (spelling, place) => (known.has(place) ? noMatch : slipRank(typed, spelling, slips, countSlips))));
    }
    return [...points, ...found].slice(0, limit);
  };
  return { search };
}

/**
 * The best `limit` places among those that have the letters, all but `missing` of them; entries stand in order of
 * precedence already, so equals keep it.
 */
function collect(
  entries: readonly Entry[],
  { letters, missing, limit }: { letters: number; missing: number; limit: number },
  rankOf: (spelling: Spelling, place: PlaceSuggestion) => number,
): PlaceSuggestion[] {
  const byRank: PlaceSuggestion[][] = Array.from({ length: noMatch }, () => []);
  for (const { place, spellings } of entries) {
    let best = noMatch;
    for (const spelling of spellings) {
      if (countBits(letters & ~spelling.letters) > missing) continue;
      best = Math.min(best, rankOf(spelling, place) + (spelling.isAlias ? 1 : 0));
    }
    byRank[best]?.push(place);
  }
  return byRank.flat().slice(0, limit);
}

function exactRank(typed: Spelling, known: Spelling): number {
  if (known.plain === typed.plain) return 0;
  if (known.joined === typed.joined) return 2;
  if (known.plain.startsWith(typed.plain)) return 4;
  if (known.joined.startsWith(typed.joined)) return 6;
  if (beginsWords(typed.words, known.words)) return 8;
  return typed.joined.length > 1 && known.joined.includes(typed.joined) ? 10 : noMatch;
}

/** Every typed word begins a word of the name, in the same order. */
function beginsWords(typed: readonly string[], known: readonly string[]): boolean {
  let at = 0;
  for (const word of known) {
    const wanted = typed[at];
    if (wanted === undefined) break;
    if (word.startsWith(wanted)) at += 1;
  }
  return at === typed.length;
}

/** A slip in the name from its beginning, or from the beginning of one of its words. */
function slipRank(typed: Spelling, known: Spelling, slips: number, countSlips: ReturnType<typeof createSlipCounter>): number {
  let fewest = slips + 1;
  let from = 0;
  for (const word of known.words) {
    if (fewest > 1) fewest = Math.min(fewest, countSlips(typed.joined, known.joined, from, slips));
    from += word.length;
  }
  return fewest <= slips ? firstInexact + 2 * fewest : noMatch;
}

function toEntry({ aliases = [], ...place }: GazetteerPlace): Entry {
  return { place, spellings: [toSpelling(place.name), ...aliases.map((alias) => toSpelling(alias, { isAlias: true }))] };
}

function toSpelling(text: string, { isAlias = false, isTyped = false } = {}): Spelling {
  const plain = plainName(text);
  const words = plain.split(' ').map(spokenName).filter((word) => word !== '');
  const joined = words.join('');
  // What is typed is compared by its sound; what is known may match by its letters as well.
  return { plain, words, joined, letters: letterBits(isTyped ? joined : joined + plain), isAlias };
}

/** Letters a to z and digits have bits of their own; all other writing shares the last. */
function letterBits(text: string): number {
  let bits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 97 && code <= 122) bits |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) bits |= 1 << 26;
    else if (code !== 32) bits |= 1 << 27;
  }
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function byPrecedence(a: Entry, b: Entry): number {
  const [one, other] = [a.place, b.place];
  return (
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    one.name.length - other.name.length ||
    compareText(one.name, other.name) ||
    compareText(one.id, other.id)
  );
}

/** By code unit: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readPlaces(value: unknown): readonly GazetteerPlace[] {
  if (!Array.isArray(value)) throw new Error('The gazetteer is not a list of places.');
  return value.map((place: unknown, index) => {
    if (!isPlace(place)) throw new Error(`Place ${index} of the gazetteer is incomplete.`);
    return place;
  });
}

function isPlace(value: unknown): value is GazetteerPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Partial<Record<keyof GazetteerPlace, unknown>>;
  const isText = (field: unknown): boolean => typeof field === 'string';
  const isTextOrNull = (field: unknown): boolean => field === null || isText(field);
  return (
    [place.id, place.name, place.detail].every(isText) &&
    [place.latitude, place.longitude, place.radiusM].every(Number.isFinite) &&
    [place.islandId, place.islandName].every(isTextOrNull) &&
    kinds.some((kind) => kind === place.kind) &&
    (place.aliases === undefined || (Array.isArray(place.aliases) && place.aliases.every(isText)))
  );
}
