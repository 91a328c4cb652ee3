import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIslands } from '#domain/places/islands.ts';
import { agencyPosts, facilityKind, puskesmasByDayOnly } from './map-pack/agency-facts.mjs';
import { layRoads } from './map-pack/lay-roads.mjs';
import { projectFolder } from './project-folder.mjs';

/**
 * Makes resources/map/roads.json, sea-legs.json and facilities.json from our own facts, the islands and the gazetteer; run by hand by a developer
 * after any of these changed. With --check it writes nothing and fails when a file would change. Needs Node >= 24 (it imports domain/).
 */
const map = join(projectFolder, 'resources', 'map');
const islands = JSON.parse(readFileSync(join(map, 'islands.geojson'), 'utf8'));
/** @type {{ id: string, name: string, kind: string, latitude: number, longitude: number, radiusM: number, islandId: string | null }[]} */
const places = JSON.parse(readFileSync(join(projectFolder, 'resources', 'gazetteer', 'places.json'), 'utf8'));
const { roads, piers, seaLegs } = layRoads({ places, shapes: islands.features, ...createIslands(islands) });
const facilities = [
  ...places.flatMap(({ id, name, kind, latitude, longitude, radiusM, islandId }) => {
    const use = kind === 'facility' ? facilityKind(name) : null;
    if (use === null) return [];
    const care = use === 'hospital' ? 3 : use === 'puskesmas' ? (puskesmasByDayOnly.includes(name) ? 1 : 2) : 0;
    return [{ id, name, kind: use, latitude, longitude, radiusM, islandId, care, approximate: true }];
  }),
  ...agencyPosts.map(({ name, kind, latitude, longitude, radiusM }, index) => {
    const islandId = createIslands(islands).islandAt(latitude, longitude)?.id ?? null;
    return { id: `pos-${index + 1}`, name, kind, latitude, longitude, radiusM, islandId, care: 0, approximate: true };
  }),
];

const files = {
  'roads.json': `{"skeleton":true,"attribution":"Siaga 112","roads":[\n${lines(roads)}\n]}\n`,
  'sea-legs.json': `{"piers":[\n${lines(piers)}\n],"legs":[\n${lines(seaLegs)}\n]}\n`,
  'facilities.json': `[\n${lines(facilities)}\n]\n`,
};
for (const [name, text] of Object.entries(files)) {
  if (!process.argv.includes('--check')) writeFileSync(join(map, name), text);
  else if (readFileSync(join(map, name), 'utf8') !== text) {
    process.stderr.write(`${name} is not what the facts make; run node build/make-road-skeleton.mjs.\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(`${roads.length} roads, ${piers.length} piers, ${seaLegs.length} sea legs, ${facilities.length} facilities\n`);

/** @param {unknown[]} items */
function lines(items) {
  return items.map((item) => JSON.stringify(item)).join(',\n');
}
