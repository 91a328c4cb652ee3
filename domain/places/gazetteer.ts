import { distanceM } from './distance.ts';
import { plainName } from './fold-name.ts';
import type { PlaceSuggestion } from './place.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { createScores, type SearchContext } from './rank-places.ts';
import { kindsInOrder, readGazetteer, suggestionOf, type GazetteerPlace } from './read-gazetteer.ts';
import { readRelation } from './read-relation.ts';
import { nearestSeat, relatedPlaces, typedPoints, type Ground } from './said-places.ts';
import { matchRank, toSpelling } from './spelling.ts';

export type Gazetteer = { readonly search: (text: string, limit: number, context?: SearchContext) => PlaceSuggestion[] };

/** Places that match by their name go before words about other places up to here. */
const lastSureTier = matchRank.within - 1;
/** Places to lean on are looked for among so many. */
const anchorsSought = 8;

/**
 * Searches places the way they are spoken: typed points first, then names (whole, beginning, beginnings of words), then words
 * about named places ("east of A"), then parts of names, and last names with a typing slip. Equal matches go by use, nearness
 * and kind. `places` is the content of the gazetteer file; another form throws.
 */
export function createGazetteer(places: unknown, islandAt: Ground['islandAt'] = () => null): Gazetteer {
  const shipped = shelve(readGazetteer(places), []);
  const ground: Ground = { islandAt, seats: shipped.places.filter((place) => place.kind === 'kecamatan') };
  const shelved = new WeakMap<readonly GazetteerPlace[], Shelf>();
  const shelfOf = (list: readonly GazetteerPlace[]): Shelf => {
    const shelf = shelved.get(list) ?? shelve(list, ground.seats);
    shelved.set(list, shelf);
    return shelf;
  };

  const search: Gazetteer['search'] = (text, limit, context = {}) => {
    const lists = (context.lists ?? []).filter((list) => list.length > 0);
    const shelves = [shipped, ...lists.map(shelfOf)].map((shelf) => ({ ...shelf, scoreOf: shelf.scoresFor(context) }));
    const find = (name: string, wanted: number, isEnough = (found: number) => found >= wanted): readonly Found[] => {
      const typed = toSpelling(name);
      if (typed.joined === '') return [];
      const chosen: Found[] = [];
      for (const { places: ofShelf, index, scoreOf } of shelves) {
        for (const { at, tier } of index.find(typed, isEnough)) keepBest(chosen, wanted, { tier, score: scoreOf(at), at, shelf: ofShelf });
      }
      return chosen;
    };
    const bestOf = (name: string): PlaceSuggestion[] => {
      const found = find(name, anchorsSought);
      return withoutDoubles(placesOf(found.filter(({ tier }) => tier <= (found[0]?.tier ?? 0) + 1)));
    };
    const points = typedPoints(text, ground, bestOf);
    const relation = readRelation(text);
    const enough = relation ? () => true : undefined;
    // Words about a place are looked up as a name too, but as no slip of one.
    const named = lists.length === 0 ? find(text, limit, enough) : withoutSame(find(text, 2 * limit, enough));
    const sure = named.filter(({ tier }) => tier <= lastSureTier);
    const related = relation && sure.length < limit ? relatedPlaces(relation, ground, bestOf) : [];
    return withoutRepeats([...points, ...placesOf(sure), ...related, ...placesOf(named.slice(sure.length))]).slice(0, limit);
  };
  return { search };
}

/** Of one thing that stands on two shelves the one whose place is known better. */
function withoutSame(found: readonly Found[]): Found[] {
  return found.filter((each) => {
    const [place] = placesOf([each]);
    return !found.some((better) => {
      const [other] = placesOf([better]);
      if (!place || !other || better.shelf === each.shelf || other.kind !== place.kind || other.radiusM >= place.radiusM) return false;
      return plainName(other.name) === plainName(place.name) && distanceM(other, place) <= place.radiusM + other.radiusM;
    });
  });
}

/** Places that are searched together, in order of precedence. */
type Shelf = { readonly places: readonly PlaceSuggestion[]; readonly index: NameIndex; readonly scoresFor: ReturnType<typeof createScores> };

/** What does not say its kecamatan gets that of the nearest of `seats` on its island. */
function shelve(given: readonly GazetteerPlace[], seats: readonly PlaceSuggestion[]): Shelf {
  const known = given
    .map((place) => {
      const { kecamatan, ...suggestion } = suggestionOf(place);
      const ofSeat = (): string | null => (place.islandId === null ? null : nearestSeat(place, place.islandId, seats));
      return { place: { ...suggestion, kecamatan: kecamatan ?? ofSeat() }, names: namesOf(place) };
    })
    .sort((a, b) => byPrecedence(a.place, b.place));
  const places = known.map(({ place }) => place);
  return { places, index: createNameIndex(known), scoresFor: createScores(places) };
}

/** An island is called without the word for it as well. */
function namesOf({ name, kind, aliases = [] }: GazetteerPlace): readonly string[] {
  const bare = kind === 'island' ? name.replace(/^pulau /i, '') : name;
  return [name, ...(bare === name ? [] : [bare]), ...aliases];
}

type Found = { readonly tier: number; readonly score: number; readonly at: number; readonly shelf: readonly PlaceSuggestion[] };

function placesOf(found: readonly Found[]): PlaceSuggestion[] {
  return found.flatMap(({ shelf, at }) => shelf[at] ?? []);
}

/** A place's own name goes before another's nickname, unless that one is needed often: more than all kinds lie apart. */
const otherNamePenalty = 4;

/** Puts a match among the best `limit`, in order; what matches and scores equally keeps the order of precedence. */
function keepBest(chosen: Found[], limit: number, { score, ...match }: Found): void {
  const found = { ...match, score: score + (match.tier % 2 === 0 ? 0 : otherNamePenalty) };
  const last = chosen.length < limit ? undefined : chosen.at(-1);
  if (last && compare(found, last) >= 0) return;
  let [low, high] = [0, chosen.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = chosen[middle];
    if (other && compare(found, other) < 0) high = middle;
    else low = middle + 1;
  }
  chosen.splice(low, 0, found);
  if (chosen.length > limit) chosen.pop();
}

function compare(one: Found, other: Found): number {
  return Math.floor(one.tier / 2) - Math.floor(other.tier / 2) || one.score - other.score || (one.shelf === other.shelf ? one.at - other.at : 0);
}

/** A kecamatan and its town are one place to lean on: the one that is known best. */
function withoutDoubles(places: readonly PlaceSuggestion[]): PlaceSuggestion[] {
  return places.filter((place, at) => {
    const isBetter = (other: PlaceSuggestion, otherAt: number): boolean =>
      other.name === place.name && (other.radiusM < place.radiusM || (other.radiusM === place.radiusM && otherAt < at)) && distanceM(other, place) <= place.radiusM;
    return !places.some(isBetter);
  });
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
