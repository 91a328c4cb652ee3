import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inMemoryFolder } from '#tests/fixtures/in-memory-folder.ts';
import { groundsFor, simulate, type Grounds, type Run } from './simulate.ts';
import { openCentralStore } from './simulated-central.ts';
import { weathers } from './weather.ts';

/** As many as every change must pass; `npm run faults -- --seeds 1000` for the night. */
const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

const folder = inMemoryFolder();
let grounds: Grounds;

beforeAll(async () => {
  grounds = groundsFor(await openCentralStore(), folder);
});
afterAll(async () => {
  await grounds.store.database.close();
  rmSync(folder, { recursive: true, force: true });
});

const told = ({ seed, faults }: Run): string => `seed ${seed}, again by: npm run faults -- --seed ${seed}\n${faults.slice(0, 20).join('\n')}`;

for (const [index, { name, rows }] of weathers.entries()) {
  const those = seeds.filter((seed) => seed % weathers.length === index);
  test(`${rows.map((row) => `row ${row}`).join(', ')}: three seats and central agree and nothing is lost after ${name} (seeds ${those.join(', ')})`, async () => {
    for (const seed of those) {
      const run = await simulate(grounds, seed);
      expect(run.acts.length, `seed ${seed}`).toBeGreaterThan(20);
      expect(run.faults, told(run)).toEqual([]);
    }
  });
}

test('one seed is the same run twice, to the last byte of trace and state', async () => {
  const [one, again] = [await simulate(grounds, 1), await simulate(grounds, 1)];
  expect(again.trace).toEqual(one.trace);
  expect(again.stateHashes).toEqual(one.stateHashes);
  expect(again.acts).toEqual(one.acts);
});

test('another seed is another run', async () => {
  const [one, other] = [await simulate(grounds, 1), await simulate(grounds, 1 + weathers.length)];
  expect(other.stateHashes).not.toEqual(one.stateHashes);
});
