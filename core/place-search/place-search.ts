import type { Outcome } from '#domain/outcome/outcome.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Gazetteer } from '#domain/places/gazetteer.ts';
import type { PlaceSuggestion } from '#domain/places/place.ts';
import { placeUseKey } from '#domain/places/rank-places.ts';
import type { GazetteerPlace } from '#domain/places/read-gazetteer.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createThread, threadFile, type Thread } from '../threads/thread.ts';
import { beginPlaceWork, type PlaceNews, type PlaceQuestion } from './place-work.ts';

/** What is counted for the order of places: the newest incidents, counted anew this long after. */
const incidentsCounted = 2_000;
const countedForMs = 30_000;

export type UsedPlace = { readonly name: string; readonly latitude: number; readonly longitude: number; readonly uses: number };

export type PlaceSearch = {
  search(question: PlaceQuestion): Outcome<PlaceSuggestion[]> | Promise<Outcome<PlaceSuggestion[]>>;
  checks(): ReturnType<Thread['check']>[];
  close(): Promise<void>;
};

/**
 * Search of places at F2: the shipped names and this site's landmarks here, at once; with a map pack installed all names by a thread of their own, from the
 * moment it has put them in order. Until then, and whenever it is down, the shipped names answer.
 */
export function createPlaceSearch(options: {
  resources: string;
  /** Null without a map pack. */
  packFile: string | null;
  gazetteer: Gazetteer;
  /** The same list as long as no landmark changes. */
  landmarks: () => readonly GazetteerPlace[];
  usedPlaces: (newestIncidents: number) => readonly UsedPlace[];
  clock: Clock;
  log: Log;
}): PlaceSearch {
  const { clock, packFile } = options;
  const thread =
    packFile === null
      ? null
      : createThread({ name: 'places', file: threadFile('start-place-thread'), begin: beginPlaceWork, given: { resources: options.resources, packFile }, clock, log: options.log, changed: () => undefined });
  let counted: { readonly atMs: number; readonly uses: ReadonlyMap<string, number> } = { atMs: -Infinity, uses: new Map() };
  let told: PlaceNews | null = null;
  let asked = 0;
  const uses = (): ReadonlyMap<string, number> => {
    const nowMs = clock.now();
    if (Math.abs(nowMs - counted.atMs) > countedForMs) {
      counted = { atMs: nowMs, uses: new Map(options.usedPlaces(incidentsCounted).map((place) => [placeUseKey(place), place.uses])) };
    }
    return counted.uses;
  };
  const newest = (): PlaceNews => {
    const news = { landmarks: options.landmarks(), uses: uses() };
    if (thread && (told?.landmarks !== news.landmarks || told.uses !== news.uses)) {
      told = news;
      thread.tell(news);
    }
    return news;
  };
  if (thread) newest();
  return {
    search(question) {
      const { landmarks, uses: used } = newest();
      if (thread?.isReady()) return thread.ask(question, String((asked += 1))) as Promise<Outcome<PlaceSuggestion[]>>;
      return success(options.gazetteer.search(question.text, question.limit, { near: question.near, uses: used, lists: [landmarks] }));
    },
    checks: () => (thread ? [thread.check()] : []),
    close: async () => thread?.close(),
  };
}
