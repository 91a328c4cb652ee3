import { readRelation } from '#domain/places/read-relation.ts';
import type { placesText } from '../i18n/areas/places.ts';

type Words = (typeof placesText)['id'];

/** What stands before the name of a place that a station made of words: "2 km", with the space behind it. */
const wayBefore = /^(\d{1,4}(?:[.,]\d{1,3})?\s*\p{L}+)\s/u;

/** The name of a place beside, between or away from named ones, in the language of `words`; any other name as it is. */
export function saidPlaceName(name: string, words: Words): string {
  const relation = readRelation(name);
  if (relation === null) return name;
  if (relation.kind === 'between') {
    // The relation is read in small letters; the names stand in the text as they are written.
    const other = name.slice(-relation.other.length);
    const from = name.toLowerCase().indexOf(relation.one);
    return words.between(name.slice(from, from + relation.one.length), other);
  }
  const of = name.slice(-relation.of.length);
  if (relation.kind === 'beside') return `${words.beside[relation.words] ?? relation.words} ${of}`;
  const [, way] = wayBefore.exec(name) ?? [];
  return words.side(way === undefined ? '' : `${way} `, words.winds[String(relation.bearingDeg) as keyof Words['winds']], of);
}
