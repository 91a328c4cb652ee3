import { metresPerDegree } from './distance.ts';
import type { Coordinates, PlaceSuggestion } from './place.ts';
import { kindsInOrder, type GazetteerPlace } from './read-gazetteer.ts';

/** What this room knows when it searches. */
export type SearchContext = {
  /** Where the caller is believed to be, or what was spoken of last. */
  readonly near?: Coordinates | null;
  /** How often places were the place of an incident here, by `placeUseKey`. Another map is another state: it is never changed. */
  readonly uses?: ReadonlyMap<string, number>;
  /** Places beside those shipped: landmarks of this site, names of a map pack. Another list is another state: it is never changed. */
  readonly lists?: readonly (readonly GazetteerPlace[])[];
};

/** What a place and an incident at it have in common. */
export function placeUseKey({ name, latitude, longitude }: Coordinates & { readonly name: string }): string {
  return `${name}|${latitude.toFixed(5)}|${longitude.toFixed(5)}`;
}

/** Half of what nearness can give is gone at this distance. */
const halfNearM = 10_000;
const mostForNearness = 3;
const kindStep = 0.5;

/**
 * Of places that match equally well the lower goes first: by use (each doubling counts one), by nearness (up to three) and by
 * kind (half a step each). A place used eight times goes before one beside the caller that nobody ever needed.
 * What does not change from key to key is kept: this runs for every place that matches.
 */
export function createScores(places: readonly PlaceSuggestion[]): (context: SearchContext) => (at: number) => number {
  const byKind = Float32Array.from(places, (place) => kindsInOrder.indexOf(place.kind) * kindStep);
  const latitudes = Float64Array.from(places, (place) => place.latitude);
  const longitudes = Float64Array.from(places, (place) => place.longitude);
  let known: { readonly uses: ReadonlyMap<string, number>; readonly scores: Float32Array } = { uses: new Map(), scores: byKind };

  return ({ near, uses }) => {
    if (uses === undefined || uses.size === 0) known = { uses: new Map(), scores: byKind };
    else if (uses !== known.uses) known = { uses, scores: byKind.map((score, at) => score - usedScore(places[at], uses)) };
    const { scores } = known;
    if (!near) return (at) => scores[at] ?? 0;
    const eastScale = Math.cos((near.latitude * Math.PI) / 180);
    return (at) => {
      // On the plane: only the order counts.
      const north = (latitudes[at] ?? 0) - near.latitude;
      const east = ((longitudes[at] ?? 0) - near.longitude) * eastScale;
      return (scores[at] ?? 0) - mostForNearness / (1 + (Math.sqrt(north * north + east * east) * metresPerDegree) / halfNearM);
    };
  };
}

function usedScore(place: PlaceSuggestion | undefined, uses: ReadonlyMap<string, number>): number {
  return place === undefined ? 0 : Math.log2(1 + (uses.get(placeUseKey(place)) ?? 0));
}
