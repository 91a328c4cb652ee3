import { parseArgs } from 'node:util';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { buildMapPack, type Seat } from '../map-pack/build-map-pack.ts';
import { installMapPack } from '../map-pack/installed-map-pack.ts';
import { readManifest, verifyMapPack, type MapPackManifest } from '../map-pack/map-pack-folder.ts';
import type { Box } from '../map-pack/read-extract.ts';
import { readMapOfSite, readResource, resourcesFolder } from '../resources.ts';
import { createProgressLine } from './progress-line.ts';
import { exitCodes } from './exit-codes.ts';

const usage = `Usage:
  siaga map build --osm FILE.osm.pbf --bbox W,S,E,N --out DIR   make a map pack
  siaga map verify DIR                                          read every byte of it
  siaga map info DIR                                            print its manifest
  siaga map install DIR --station D                             put it into a station's data folder
`;

/** `siaga map …`: map packs are built, examined and installed. Prints the manifest as one JSON line. */
export function runMap(values: readonly string[]): number {
  const [verb, ...rest] = values;
  let parsed;
  try {
    const text = { type: 'string' } as const;
    parsed = parseArgs({ args: rest, allowPositionals: true, options: { osm: text, bbox: text, out: text, station: text } });
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
  const { osm, bbox, out, station } = parsed.values;
  const [folder] = parsed.positionals;
  if (verb === 'build') {
    if (osm === undefined || bbox === undefined || out === undefined) return misuse('siaga map build wants --osm, --bbox and --out.');
    const box = bbox.split(',').map(Number);
    if (box.length !== 4 || !box.every(Number.isFinite)) return misuse('--bbox takes west,south,east,north in degrees, such as --bbox=112.6,-7.6,116.4,-4.9');
    return build(osm, box as unknown as Box, out);
  }
  if (folder === undefined || parsed.positionals.length > 1) return misuse('Name the folder of the map pack.');
  if (verb === 'verify') return told(verifyMapPack(folder));
  if (verb === 'info') return told(readManifest(folder));
  if (verb !== 'install') return misuse('siaga map does build, verify, info or install.');
  return station === undefined ? misuse('--station names the data folder of the station.') : told(installMapPack(folder, station));
}

function build(osm: string, box: Box, out: string): number {
  const resources = resourcesFolder(import.meta.url);
  const map = readMapOfSite(resources);
  if (!map.ok) return told(map);
  const places = readResource(resources, 'gazetteer', 'places.json') as readonly (Seat & { readonly kind: string })[];
  const progress = createProgressLine(process.stderr, () => performance.now());
  const built = buildMapPack({ osm, box, out, islandAt: map.value.islands.islandAt, seats: places.filter(({ kind }) => kind === 'kecamatan'), onProgress: progress.show });
  progress.end();
  return told(built);
}

function told(outcome: Outcome<MapPackManifest>): number {
  if (outcome.ok) {
    process.stdout.write(`${JSON.stringify(outcome.value)}\n`);
    return exitCodes.ok;
  }
  process.stderr.write(`${outcome.sentence}\n`);
  return exitCodes.failed;
}

function misuse(sentence: string): number {
  process.stderr.write(`${sentence}\n${usage}`);
  return exitCodes.usage;
}
