import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { alignRings, nameRings } from './map-pack/align-islands.mjs';
import { inhabitedAlthoughListedEmpty, neighbourIslands } from './map-pack/kecamatan-facts.mjs';
import { listPlaces, rounded, spelling } from './map-pack/list-places.mjs';
import { readCsv } from './map-pack/read-csv.mjs';
import { projectFolder } from './project-folder.mjs';

/**
 * Makes resources/map/islands.geojson and resources/gazetteer/places.json from public sources; run by hand by a developer.
 * Sources, licences and the command line are in resources/map/README.md. Needs Node >= 24 (it imports domain/).
 */
const wanted = /** @type {const} */ (['shores', 'islands', 'kecamatan', 'desa', 'cities']);
const { values } = parseArgs({ options: Object.fromEntries(wanted.map((name) => [name, { type: /** @type {const} */ ('string') }])) });
const missing = wanted.filter((name) => !values[name]);
if (missing.length > 0) {
  process.stderr.write(`Missing: ${missing.map((name) => `--${name} FILE`).join(' ')}. See resources/map/README.md.\n`);
  process.exit(2);
}
/** @param {(typeof wanted)[number]} name */
const source = (name) => String(values[name]);

const official = readCsv(source('islands')).map(({ code = '', name = '', populated, lat, lon }) => ({
  code,
  name: spelling(name),
  populated: populated === '1' || inhabitedAlthoughListedEmpty.includes(name),
  latitude: Number(lat),
  longitude: Number(lon),
}));
/** @type {{ geometry: { coordinates: number[][][] } }[]} */
const features = JSON.parse(readFileSync(source('shores'), 'utf8')).features;
const rings = alignRings(features.map((feature) => feature.geometry.coordinates[0] ?? []), official).map(({ ring }) => roundedRing(ring));
const names = nameRings(rings, official);
const neighbours = nameRings(rings, neighbourIslands);

const collection = {
  type: 'FeatureCollection',
  features: rings.map((ring, index) => {
    const island = names[index];
    const neighbour = neighbourIslands.find((each) => each.name === neighbours[index]?.name);
    const name = neighbour?.name ?? island?.name.replace(/^Pulau /, '') ?? null;
    return {
      type: 'Feature',
      properties: {
        id: neighbour?.id ?? (name === null ? `gshhg-${String(index).padStart(3, '0')}` : idOf(name)),
        name,
        populated: neighbour?.populated ?? island?.populated ?? false,
      },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  }),
};
const listed = official.map((island) => ({ ...island, radiusM: radiusOf(names.indexOf(names.find((each) => each?.name === island.name))) }));
const places = listPlaces({
  collection,
  islands: listed,
  kecamatan: readCsv(source('kecamatan')),
  desa: readCsv(source('desa')),
  cities: readCsv(source('cities')),
});

write('map/islands.geojson', `{"type":"FeatureCollection","features":[\n${lines(collection.features)}\n]}\n`);
write('gazetteer/places.json', `[\n${lines(places)}\n]\n`);

/** @param {number[][]} ring */
function roundedRing(ring) {
  return ring.map(([longitude = 0, latitude = 0]) => [rounded(longitude), rounded(latitude)]);
}

/** @param {string} name */
function idOf(name) {
  return name.toLowerCase().replaceAll("'", '').replaceAll(/[^a-z0-9]+/g, '-');
}

/**
 * Half the extent of the island's shape; 500 m for an islet without one.
 * @param {number} index
 */
function radiusOf(index) {
  const ring = rings[index];
  if (!ring) return 500;
  const longitudes = ring.map(([longitude = 0]) => longitude);
  const latitudes = ring.map(([, latitude = 0]) => latitude);
  const width = Math.max(...longitudes) - Math.min(...longitudes);
  const height = Math.max(...latitudes) - Math.min(...latitudes);
  return Math.max(500, Math.ceil((Math.hypot(width, height) * 111_195) / 200) * 100);
}

/** @param {unknown[]} items */
function lines(items) {
  return items.map((item) => JSON.stringify(item)).join(',\n');
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  const file = join(projectFolder, 'resources', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}: ${text.length} bytes\n`);
}
