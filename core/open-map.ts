import type { Profile } from '#contract/profile.ts';
import { withFerries } from '#domain/routes/ferry-legs.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { openStationMapPack, type StationMapPack } from './map-pack/station-map-pack.ts';
import { createPlaceSearch, type PlaceSearch } from './place-search/place-search.ts';
import type { MapOfSite } from './resources.ts';
import { createRouteSearch, type RouteSearch } from './route-search/route-search.ts';
import type { Stores } from './stores.ts';

/** The map that a station works with: what ships with this version, the installed pack, and the threads that search them. */
export type StationMap = {
  readonly map: MapOfSite;
  readonly mapPack: StationMapPack;
  readonly routes: RouteSearch;
  readonly places: PlaceSearch;
  close(): Promise<void>;
};

export function openMap(options: {
  dataDir: string;
  resources: string;
  profile: Profile;
  map: MapOfSite;
  stores: Pick<Stores, 'obstacles' | 'landmarks' | 'incidents'>;
  clock: Clock;
  log: Log;
  changed: () => void;
}): StationMap {
  const { resources, stores, clock, log } = options;
  const mapPack = openStationMapPack(options.dataDir, options.map.islands.islandAt, log);
  const map = mapPack.pack ? { ...options.map, sea: withFerries(options.map.sea, mapPack.pack.ferries) } : options.map;
  const places = createPlaceSearch({
    ...{ resources, packFile: mapPack.pack?.gazetteer.file ?? null, gazetteer: map.gazetteer, clock, log },
    ...{ landmarks: stores.landmarks.places, usedPlaces: stores.incidents.usedPlaces },
  });
  const routes = createRouteSearch({
    map: { resources, graphBytes: mapPack.pack?.graphBytes ?? null, sea: map.sea, utcOffsetMinutes: options.profile.site.utcOffsetMinutes },
    ...{ obstacles: stores.obstacles.inForce, clock, log, changed: options.changed },
  });
  return {
    ...{ map, mapPack, routes, places },
    async close() {
      await Promise.all([routes.close(), places.close()]);
      mapPack.close();
    },
  };
}
