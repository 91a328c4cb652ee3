import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { printFigure } from './print-figure.ts';

/** Memory of core over ten minutes of exercise with one reader of every feed. `SIAGA_BENCH_MINUTES` shortens it. */
const minutes = Number(process.env['SIAGA_BENCH_MINUTES'] ?? 10);
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const station = await startHeadlessStation({ dataDir: folder });
const client = await station.client();
let updates = 0;
for (const feed of ['calls', 'incidents', 'units', 'positions', 'links', 'quarantine', 'transmissions', 'alarms'] as const) {
  client.follow(feed, {}, () => {
    updates += 1;
  });
}

const residentMb = (): number => {
  const status = readFileSync(`/proc/${station.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
};
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

await wait(Math.min(60_000, minutes * 6_000));
const early = residentMb();
await wait(minutes * 60_000 - Math.min(60_000, minutes * 6_000));
printFigure('core memory after one minute of exercise', early, 'MB', { minutes: Math.min(1, minutes / 10) });
printFigure('core memory after the exercise', residentMb(), 'MB', { minutes, updates });
client.close();
await station.stop();
rmSync(folder, { recursive: true, force: true });
