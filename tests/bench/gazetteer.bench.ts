import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { createGazetteer } from '#domain/places/gazetteer.ts';
import { createIslands } from '#domain/places/islands.ts';
import type { GazetteerPlace } from '#domain/places/read-gazetteer.ts';
import { spokenName, plainName } from '#domain/places/fold-name.ts';
import { placeUseKey } from '#domain/places/rank-places.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Gazetteer: what one more key costs while a place is being typed, slips and "east of" included, with 20,000 and 300,000
 * names; beside it an FTS5 trigram table of SQLite over the same names, which knows no slips, and a scan of all of them for
 * a part of a name. Then the island of a point. Budget 50 ms per key with 20,000 names.
 * Run: node tests/bench/gazetteer.bench.ts
 */
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8'));
const known = read('gazetteer/places.json') as GazetteerPlace[];
const limit = 8;

for (const names of [20_000, 300_000]) {
  const places = Array.from({ length: names }, (_, index): GazetteerPlace => {
    const place = known[index % known.length] as GazetteerPlace;
    const copy = Math.floor(index / known.length);
    if (copy === 0) return place;
    return { ...place, id: `${place.id}-${copy}`, name: `${syllables(index)} ${place.name}`, latitude: place.latitude + (index % 97) / 1_000, longitude: place.longitude + (index % 89) / 1_000 };
  });
  const beganAt = performance.now();
  const { search } = createGazetteer(places, () => null);
  printFigure('gazetteer.ready', performance.now() - beganAt, 'ms', { names });
  const near = { latitude: -7.06, longitude: 113.79 };
  const uses = new Map(places.filter((_, index) => index % 50 === 0).map((place, index) => [placeUseKey(place), index % 20]));
  measure('gazetteer.key', names, (typed) => search(typed, limit, { near, uses }));
  measure('gazetteer.key-east-of', names, (typed) => search(`timur ${typed}`, limit, { near, uses }));
  measure('peer.fts5-trigram.key', names, trigramSearch(places));
  const joined = places.map(({ name, aliases = [] }) => [name, ...aliases].map((each) => spokenName(plainName(each))).join(' '));
  measure('peer.scan.key', names, (typed) => {
    const wanted = spokenName(plainName(typed));
    return places.filter((_, index) => joined[index]?.includes(wanted) === true).slice(0, limit);
  });
}

const { islandAt } = createIslands(read('map/islands.geojson'));
const pointMs: number[] = [];
for (let index = 0; index < 20_000; index += 1) {
  const place = known[index % known.length] as GazetteerPlace;
  const started = performance.now();
  islandAt(place.latitude + ((index % 41) - 20) / 1_000, place.longitude + ((index % 37) - 18) / 1_000);
  pointMs.push(performance.now() - started);
}
report('gazetteer.island-of-a-point', pointMs, { islands: 112 });

/** Every key of a twentieth of the known names, typed right and with a slip; the first round only warms up. */
function measure(name: string, names: number, search: (typed: string) => unknown): void {
  const keyMs: number[] = [];
  const chosen = known.filter((_, index) => index % (names > 100_000 ? 40 : 20) === 0);
  for (let round = 0; round < 2; round += 1) {
    for (const place of chosen) {
      for (const typed of [place.name.toLowerCase(), withSlip(place.name.toLowerCase())]) {
        for (let letters = 2; letters <= typed.length; letters += 1) {
          const started = performance.now();
          search(typed.slice(0, letters));
          if (round > 0) keyMs.push(performance.now() - started);
        }
      }
    }
  }
  report(name, keyMs, { names });
}

function trigramSearch(places: readonly GazetteerPlace[]): (typed: string) => unknown {
  const database = new BetterSqlite3(':memory:');
  database.exec("CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')");
  const insert = database.prepare('INSERT INTO names (rowid, name) VALUES (?, ?)');
  database.transaction(() => places.forEach(({ name, aliases = [] }, index) => insert.run(index, [name, ...aliases].join(' '))))();
  const find = database.prepare('SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?');
  return (typed) => (typed.length < 3 ? [] : find.all(`"${typed.replaceAll('"', '""')}"`, limit));
}

function report(name: string, samples: readonly number[], details: object): void {
  printFigure(`${name}.p50`, quantile(samples, 0.5), 'ms', details);
  printFigure(`${name}.p99`, quantile(samples, 0.99), 'ms', { ...details, samples: samples.length, worst: Math.round(Math.max(...samples) * 100) / 100 });
}

function syllables(seed: number): string {
  const parts = ['ba', 'tu', 'pa', 'ra', 'le', 'nga', 'mo', 'si', 'ka', 'du', 'ge', 'nong'];
  return [seed % 12, Math.floor(seed / 12) % 12, Math.floor(seed / 144) % 12].map((part) => parts[part]).join('');
}

/** Two neighbouring letters in the middle change places. */
function withSlip(text: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle - 1) + text.slice(middle, middle + 1) + text.slice(middle - 1, middle) + text.slice(middle + 1);
}
