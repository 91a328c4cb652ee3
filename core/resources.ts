import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { createGazetteer, type Gazetteer } from '#domain/places/gazetteer.ts';
import { createIslands } from '#domain/places/islands.ts';

/** The folder `resources/`, seen from the source tree, from `dist/` and from a package alike. */
export function resourcesFolder(from: string): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'map', 'islands.geojson'))) return candidate;
    if (folder === dirname(folder)) throw new Error('The folder resources/ is missing beside this program; install it again.');
  }
}

export type MapOfSite = { readonly islands: ReturnType<typeof createIslands>; readonly gazetteer: Gazetteer };

/** The islands and the names of places that ship with this version. */
export function readMapOfSite(resources: string): Outcome<MapOfSite> {
  try {
    const islands = createIslands(readResource(resources, 'map', 'islands.geojson'));
    return success({ islands, gazetteer: createGazetteer(readResource(resources, 'gazetteer', 'places.json'), islands.islandAt) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure('resources-damaged', `The folder ${resources} is not whole (${why}); install this program again.`);
  }
}

export function readResource(folder: string, ...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;
}
