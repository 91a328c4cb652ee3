import { readFileSync } from 'node:fs';
import { createGazetteer, type GazetteerPlace } from '#domain/places/gazetteer.ts';
import { createIslands } from '#domain/places/islands.ts';

/**
 * Gazetteer with 20,000 names: what one more key costs while a place is being typed, slips included; and the island of a
 * point. Prints one JSON line each. Run: node tests/bench/gazetteer.bench.ts
 */
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8'));
const known = read('gazetteer/places.json') as GazetteerPlace[];
const names = 20_000;

const places = Array.from({ length: names }, (_, index): GazetteerPlace => {
  const place = known[index % known.length] as GazetteerPlace;
  const copy = Math.floor(index / known.length);
  return copy === 0 ? place : { ...place, id: `${place.id}-${copy}`, name: `${syllables(index)} ${place.name}` };
});
const { search } = createGazetteer(places);

const keyMs: number[] = [];
for (let round = 0; round < 3; round += 1) {
  for (const { name } of known.filter((_, index) => index % 8 === 0)) {
    for (const typed of [name.toLowerCase(), withSlip(name.toLowerCase())]) {
      for (let letters = 1; letters <= typed.length; letters += 1) {
        const started = performance.now();
        search(typed.slice(0, letters), 8);
        if (round > 0) keyMs.push(performance.now() - started);
      }
    }
  }
}
report('gazetteer key', { names, budgetMs: 50 }, keyMs);

const { islandAt } = createIslands(read('map/islands.geojson'));
const pointMs: number[] = [];
for (let index = 0; index < 20_000; index += 1) {
  const place = known[index % known.length] as GazetteerPlace;
  const started = performance.now();
  islandAt(place.latitude + ((index % 41) - 20) / 1_000, place.longitude + ((index % 37) - 18) / 1_000);
  pointMs.push(performance.now() - started);
}
report('island of a point', { islands: 112, budgetMs: 0.1 }, pointMs);

function report(bench: string, facts: object, samples: readonly number[]): void {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(4));
  process.stdout.write(`${JSON.stringify({ bench, ...facts, samples: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), worstMs: at(1) })}\n`);
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
