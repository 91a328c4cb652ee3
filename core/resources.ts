import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createGazetteer, type Gazetteer } from '#domain/places/gazetteer.ts';
import type { Facility } from '#domain/dispatch/choose-hospital.ts';
import type { RunCard } from '#domain/dispatch/run-card.ts';
import { skeletonNetwork, type RoadNetwork, type SkeletonRoads } from '#domain/routes/road-network.ts';
import type { SeaNetwork } from '#domain/routes/sea-legs.ts';
import { createIslands } from '#domain/places/islands.ts';

/** The folder `resources/`, seen from the source tree, from `dist/` and from a package alike. */
export function resourcesFolder(from: string): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'map', 'islands.geojson'))) return candidate;
    if (folder === dirname(folder)) throw new Error('The folder resources/ is missing beside this program; install it again.');
  }
}

/** What ways are searched on, and who is asked at their ends. */
export type WaysOfSite = { readonly islands: ReturnType<typeof createIslands>; readonly roads: RoadNetwork; readonly sea: SeaNetwork; readonly facilities: readonly Facility[] };

export type MapOfSite = WaysOfSite & { readonly gazetteer: Gazetteer; readonly runCards: readonly RunCard[] };

/** The map, the names of places and the run cards that ship with this version. */
export function readMapOfSite(resources: string): Outcome<MapOfSite> {
  try {
    const ways = readWaysOfSite(resources);
    return success({
      ...ways,
      gazetteer: createGazetteer(readPlaces(resources), ways.islands.islandAt),
      runCards: readResource(resources, 'dispatch', 'run-cards.json') as readonly RunCard[],
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure('resources-damaged', `The folder ${resources} is not whole (${why}); install this program again.`);
  }
}

/** Of what ships with this version, what the search for ways needs. Throws where it is not whole. */
export function readWaysOfSite(resources: string): WaysOfSite {
  return {
    islands: readIslands(resources),
    roads: skeletonNetwork(readResource(resources, 'map', 'roads.json') as SkeletonRoads),
    sea: readResource(resources, 'map', 'sea-legs.json') as SeaNetwork,
    facilities: readResource(resources, 'map', 'facilities.json') as readonly Facility[],
  };
}

export function readIslands(resources: string): WaysOfSite['islands'] {
  return createIslands(readResource(resources, 'map', 'islands.geojson'));
}

/** The content of the gazetteer file. */
export function readPlaces(resources: string): unknown {
  return readResource(resources, 'gazetteer', 'places.json');
}

export function readResource(folder: string, ...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;
}
