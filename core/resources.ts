import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `resources/`, seen from the source tree, from `dist/` and from a package alike. */
export function resourcesFolder(from: string): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'map', 'islands.geojson'))) return candidate;
    if (folder === dirname(folder)) throw new Error('The folder resources/ is missing beside this program; install it again.');
  }
}

export function readResource(folder: string, ...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;
}
