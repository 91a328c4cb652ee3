import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { messagePortPort } from '#contract/adapters/message-port-port.ts';
import { createClient } from '#contract/client/client.ts';
import { readProfile } from '#contract/profile.ts';
import { createCore } from '#core/core.ts';
import { startExercise } from '#core/exercise/start-exercise.ts';
import { resourcesFolder } from '#core/resources.ts';
import { printFigure } from './print-figure.ts';

/**
 * A day of a regency (radio by five kinds of source, positions, calls) through one core, sixty times as fast: core and everything it reads live on a clock that runs so. A reader of
 * every feed stands for a window. Memory is read each simulated hour, behind a collection; the slope is that of the second half. `SIAGA_BENCH_HOURS=24` is the whole day, which
 * lasts 24 minutes; the simulator and the embedded broker live in the same process and are in the figures.
 */
const hours = Number(process.env['SIAGA_BENCH_HOURS'] ?? 2);
const times = 60;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const startedAtMs = Date.now();
const startedMs = performance.now();
const now = (): number => startedAtMs + Math.round((performance.now() - startedMs) * times);
const clock = {
  now,
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms / times);
    return () => clearTimeout(timer);
  },
  every(ms: number, run: () => void) {
    const timer = setInterval(run, ms / times);
    return () => clearInterval(timer);
  },
};
const warnings = { count: 0 };
const log = { info: () => undefined, warn: () => void (warnings.count += 1), defect: () => void (warnings.count += 1) };

const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const exercise = await startExercise({ clock, log, seed: 5 });
const read = readProfile(JSON.stringify(exercise.profile));
if (!read.ok) throw new Error(read.sentence);
const opened = createCore({ dataDir: folder, profile: read.value, resources: resourcesFolder(import.meta.url), version: 'bench', clock, log, readSecret: () => undefined });
if (!opened.ok) throw new Error(opened.sentence);
const channel = new MessageChannel();
opened.value.serve(messagePortPort(channel.port1), { operator: 'Sari', seat: 'console-1' });
const client = createClient({ openPort: () => Promise.resolve(messagePortPort(channel.port2)), name: 'bench', clock, newRequestId: () => crypto.randomUUID() });
let updates = 0;
for (const feed of ['calls', 'incidents', 'units', 'positions', 'links', 'quarantine', 'transmissions', 'alarms', 'radios', 'radio-messages'] as const) client.follow(feed, {}, () => void (updates += 1));

type Reading = { readonly hour: number; readonly rssMb: number; readonly heapMb: number };
const readings: Reading[] = [];
const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
const readMemory = (hour: number): void => {
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  readings.push({ hour, rssMb: megabytes(rss), heapMb: megabytes(heapUsed) });
};
const hourMs = 3_600_000 / times;
const steps = Math.max(4, hours);
for (let step = 1; step <= steps; step += 1) {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedMs + (step * hours * hourMs) / steps - performance.now())));
  readMemory((step * hours) / steps);
}
const { value: counts } = (await client.ask('source.counts', {})) as { value: readonly { stored: number }[] };
const [first, last] = [readings[0], readings.at(-1)];
const half = readings.slice(Math.floor(readings.length / 2) - 1);
const slope = (of: 'rssMb' | 'heapMb'): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [hour, value] = [mean(half.map((each) => each.hour)), mean(half.map((each) => each[of]))];
  return half.reduce((sum, each) => sum + (each.hour - hour) * (each[of] - value), 0) / half.reduce((sum, each) => sum + (each.hour - hour) ** 2, 0);
};
const details = { hours, times, stored: counts.reduce((sum, { stored }) => sum + stored, 0), updates, warnings: warnings.count };
printFigure('memory after the first hours of a day', first?.rssMb ?? Number.NaN, 'MB', { atHour: first?.hour, heapMb: first?.heapMb });
printFigure('memory at the end of the day', last?.rssMb ?? Number.NaN, 'MB', { heapMb: last?.heapMb, ...details });
printFigure('heap gained in an hour of the second half', slope('heapMb'), 'MB/h', { rssMbPerHour: Math.round(slope('rssMb') * 100) / 100, readings });
client.close();
await opened.value.close();
await exercise.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
