import { distanceM } from './distance.ts';
import type { PlaceSuggestion } from './place.ts';
import { createNameIndex, type NameMatch } from './name-index.ts';
import { createScores, type SearchContext } from './rank-places.ts';
import { kindsInOrder, readGazetteer, suggestionOf, type GazetteerPlace } from './read-gazetteer.ts';
import { readRelation } from './read-relation.ts';
import { relatedPlaces, typedPoints, type Ground } from './said-places.ts';
import { matchRank, toSpelling } from './spelling.ts';

export type Gazetteer = { readonly search: (text: string, limit: number, context?: SearchContext) => PlaceSuggestion[] };

/** Places that match by their name go before words about other places from here on. */
const lastSureTier = matchRank.within - 1;

/**
 * Searches places the way they are spoken: typed points first, then names (whole, beginning, beginnings of words), then words
 * about named places ("east of A"), then parts of names, and last names with a typing slip. Equal matches go by use, nearness
 * and kind. `places` is the content of the gazetteer file; another form throws.
 */
export function createGazetteer(places: unknown, islandAt: Ground['islandAt'] = () => null): Gazetteer {
  const known = readGazetteer(places)
    .map((place) => ({ place: suggestionOf(place), names: namesOf(place) }))
    .sort((a, b) => byPrecedence(a.place, b.place));
  const index = createNameIndex(known);
  const scoresFor = createScores(known.map(({ place }) => place));
  const ground: Ground = { islandAt, seats: known.flatMap(({ place }) => (place.kind === 'kecamatan' ? [place] : [])) };

  const search: Gazetteer['search'] = (text, limit, context = {}) => {
    const scoreOf = scoresFor(context);
    const find = (name: string, wanted: number, isEnough = (found: number) => found >= wanted): readonly NameMatch[] => {
      const typed = toSpelling(name);
      return typed.joined === '' ? [] : best(index.find(typed, isEnough), wanted, scoreOf);
    };
    const placesOf = (matches: readonly NameMatch[]): PlaceSuggestion[] => matches.flatMap(({ at }) => known[at]?.place ?? []);
    const bestOf = (name: string): PlaceSuggestion[] => {
      const matches = find(name, 8);
      return withoutDoubles(placesOf(matches.filter(({ tier }) => tier <= (matches[0]?.tier ?? 0) + 1)));
    };
    const points = typedPoints(text, ground, bestOf);
    const relation = readRelation(text);
    // Words about a place are looked up as a name too, but as no slip of one.
    const named = find(text, limit, relation ? () => true : undefined);
    const sure = named.filter(({ tier }) => tier <= lastSureTier);
    const related = relation && sure.length < limit ? relatedPlaces(relation, ground, bestOf) : [];
    return withoutRepeats([...points, ...placesOf(sure), ...related, ...placesOf(named.slice(sure.length))]).slice(0, limit);
  };
  return { search };
}

/** An island is called without the word for it as well. */
function namesOf({ name, kind, aliases = [] }: GazetteerPlace): readonly string[] {
  const bare = kind === 'island' ? name.replace(/^pulau /i, '') : name;
  return [name, ...(bare === name ? [] : [bare]), ...aliases];
}

/** A kecamatan and its town are one place to lean on: the one that is known best. */
function withoutDoubles(places: readonly PlaceSuggestion[]): PlaceSuggestion[] {
  return places.filter((place, at) => {
    const isBetter = (other: PlaceSuggestion, otherAt: number): boolean =>
      other.name === place.name && (other.radiusM < place.radiusM || (other.radiusM === place.radiusM && otherAt < at)) && distanceM(other, place) <= place.radiusM;
    return !places.some(isBetter);
  });
}

type Entry = { readonly match: NameMatch; readonly step: number; readonly score: number };

/** A place's own name goes before another's nickname, unless that one is needed often: more than all kinds lie apart. */
const otherNamePenalty = 4;

/** The best `limit`, in order; what matches and scores equally keeps the order of precedence. */
function best(matches: readonly NameMatch[], limit: number, scoreOf: (at: number) => number): NameMatch[] {
  const chosen: Entry[] = [];
  for (const match of matches) {
    const step = Math.floor(match.tier / 2);
    const last = chosen.length < limit ? undefined : chosen.at(-1);
    if (last && step > last.step) continue;
    const entry = { match, step, score: scoreOf(match.at) + (match.tier % 2 === 0 ? 0 : otherNamePenalty) };
    if (last && compare(entry, last) >= 0) continue;
    let [low, high] = [0, chosen.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = chosen[middle];
      if (other && compare(entry, other) < 0) high = middle;
      else low = middle + 1;
    }
    chosen.splice(low, 0, entry);
    if (chosen.length > limit) chosen.pop();
  }
  return chosen.map(({ match }) => match);
}

function compare(one: Entry, other: Entry): number {
  return one.step - other.step || one.score - other.score || one.match.at - other.match.at;
}

function withoutRepeats(places: readonly PlaceSuggestion[]): PlaceSuggestion[] {
  const ids = new Set<string>();
  return places.filter(({ id }) => !ids.has(id) && ids.add(id));
}

function byPrecedence(one: PlaceSuggestion, other: PlaceSuggestion): number {
  return (
    kindsInOrder.indexOf(one.kind) - kindsInOrder.indexOf(other.kind) ||
    one.name.length - other.name.length ||
    compareText(one.name, other.name) ||
    compareText(one.id, other.id)
  );
}

/** By code unit: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
