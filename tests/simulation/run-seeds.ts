// node tests/simulation/run-seeds.ts FIRST COUNT [--trace]: runs the simulation for so many seeds from FIRST on; exit code 1 when the oracle found something.
import { rmSync } from 'node:fs';
import { groundsFor, simulate } from './simulate.ts';
import { openCentralStore } from './simulated-central.ts';
import { inMemoryFolder } from '#tests/fixtures/in-memory-folder.ts';

const [first = 1, count = 1] = process.argv.slice(2).map(Number).filter(Number.isInteger);
const withTrace = process.argv.includes('--trace');
const folder = inMemoryFolder();
const store = await openCentralStore();
const grounds = groundsFor(store, folder);
const startedAt = performance.now();
let found = 0;
let acts = 0;
let conflicts = 0;
let alarms = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const run = await simulate(grounds, seed);
  acts += run.acts.length;
  conflicts += run.conflictsShown;
  alarms += run.views.reduce((sum, view) => sum + view.alarms.length, 0);
  if (withTrace) process.stdout.write(`${run.trace.join('\n')}\n`);
  if (run.faults.length === 0) continue;
  found += 1;
  const shown = run.faults.slice(0, 20).map((fault) => `  ${fault.slice(0, 600)}\n`);
  process.stdout.write(`seed ${seed} (${run.weather}): ${run.faults.length} faults; again by: npm run faults -- --seed ${seed}\n${shown.join('')}`);
}
await store.database.close();
rmSync(folder, { recursive: true });
process.stdout.write(`${count} seeds from ${first} on, ${acts} acts, ${conflicts} open conflicts, ${alarms} alarms, ${found} with faults, ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
process.exitCode = found === 0 ? 0 : 1;
