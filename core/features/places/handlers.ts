import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Gazetteer } from '#domain/places/gazetteer.ts';
import type { GazetteerPlace } from '#domain/places/read-gazetteer.ts';
import { placeUseKey } from '#domain/places/rank-places.ts';

/** What is counted for the order of places: the newest incidents, counted anew this long after. */
const incidentsCounted = 2_000;
const countedForMs = 30_000;

export type UsedPlace = { readonly name: string; readonly latitude: number; readonly longitude: number; readonly uses: number };

export function createPlaceHandlers(options: {
  search: Gazetteer['search'];
  islandAt: (latitude: number, longitude: number) => { id: string; name: string } | null;
  /** Places beside the shipped ones; a list that did not change is the same list. */
  lists: () => readonly (readonly GazetteerPlace[])[];
  usedPlaces: (newestIncidents: number) => readonly UsedPlace[];
  now: () => number;
}): Pick<Handlers, 'place.search' | 'place.locate'> {
  let counted: { readonly atMs: number; readonly uses: ReadonlyMap<string, number> } = { atMs: -Infinity, uses: new Map() };
  const uses = (): ReadonlyMap<string, number> => {
    const nowMs = options.now();
    if (Math.abs(nowMs - counted.atMs) > countedForMs) {
      counted = { atMs: nowMs, uses: new Map(options.usedPlaces(incidentsCounted).map((place) => [placeUseKey(place), place.uses])) };
    }
    return counted.uses;
  };
  return {
    'place.search': ({ text, limit, near }) => success(options.search(text, limit, { near, uses: uses(), lists: options.lists() })),
    'place.locate': ({ latitude, longitude }) => {
      const island = options.islandAt(latitude, longitude);
      return success({ islandId: island?.id ?? null, islandName: island?.name ?? null });
    },
  };
}
