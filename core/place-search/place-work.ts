import { success } from '#domain/outcome/outcome.ts';
import { createGazetteer } from '#domain/places/gazetteer.ts';
import { placeOfPack } from '#domain/places/pack-places.ts';
import type { Coordinates } from '#domain/places/place.ts';
import type { GazetteerPlace } from '#domain/places/read-gazetteer.ts';
import { openMapGazetteer } from '../db/map-gazetteer.ts';
import { readIslands, readPlaces } from '../resources.ts';
import type { ThreadWork } from '../threads/serve-thread.ts';

/** The names that ship with this version, and the file of those of a map pack. */
export type PlaceNames = { readonly resources: string; readonly packFile: string };
export type PlaceQuestion = { readonly text: string; readonly limit: number; readonly near: Coordinates | null };
/** What this room has of its own. */
export type PlaceNews = { readonly landmarks: readonly GazetteerPlace[]; readonly uses: ReadonlyMap<string, number> };

/** Searches all names, those of the map pack too; it begins by putting them in order, which takes seconds where they are many. */
export function beginPlaceWork({ resources, packFile }: PlaceNames): ThreadWork {
  const file = openMapGazetteer(packFile);
  const ofPack = [...file.all()].map(placeOfPack);
  file.close();
  const { search } = createGazetteer(readPlaces(resources), readIslands(resources).islandAt);
  search('a', 1, { lists: [ofPack] });
  let news: PlaceNews = { landmarks: [], uses: new Map() };
  return {
    answer(input) {
      const { text, limit, near } = input as PlaceQuestion;
      return success(search(text, limit, { near, uses: news.uses, lists: [ofPack, news.landmarks] }));
    },
    hear: (heard) => void (news = heard as PlaceNews),
    prepare: () => false,
  };
}
