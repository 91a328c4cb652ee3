import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '#core/db/database.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { comparePeers } from './peers/compare-peers.ts';
import { printFigure, quantile } from './print-figure.ts';
import { writeShift } from './shift-journal.ts';
import { openShiftSite, until } from './shift-site.ts';

/** A shift alone, then contact: until central and a fresh second station are the same, with fsync at both ends; then the same with peers (SIAGA_BENCH_PEERS=no: without). */
const changes = Number(process.env['SIAGA_BENCH_CHANGES'] ?? 20_000);
const site = await openShiftSite();
const { central, line } = site;

const seconds = (ms: number): number => Math.round(ms) / 1_000;

const peakBytes = (pid: number | undefined): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) * 1_024;

function tablesOf(dataDir: string): string {
  const database = connect(join(dataDir, databaseFileName));
  const hash = createHash('sha256');
  for (const table of ['incidents', 'unit_standings', 'conflicts']) for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY 1`).iterate()) hash.update(JSON.stringify(row));
  for (const row of database.prepare('SELECT station, seq, hash FROM journal ORDER BY station, seq').iterate()) hash.update(JSON.stringify(row));
  database.close();
  return hash.digest('hex');
}

try {
  let startedAt = 0;
  const first = await site.open('S1', (dataDir) => {
    writeShift(dataDir, 'S1', changes, 112);
    startedAt = performance.now();
  });
  // While it catches up, the operator works on.
  const client = await first.client();
  const readyMs = performance.now() - startedAt;
  const answers: number[] = [];
  let isDone = false;
  const working = (async () => {
    for (let count = 0; !isDone; count += 1) {
      const askedAt = performance.now();
      await client.ask('unit.set-status', { unitId: 'p01', status: count % 2 === 0 ? 'en-route' : 'on-scene' }, { requestId: `bench-${count}` });
      answers.push(performance.now() - askedAt);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await until(first, ({ mode, toSend }) => mode !== 'alone' && toSend <= 1);
  const sentMs = performance.now() - startedAt;
  isDone = true;
  await working;
  await until(first, ({ toSend }) => toSend === 0);
  const sentBytes = line.bytes();
  let freshAt = 0;
  const second = await site.open('S2', () => (freshAt = performance.now()));
  const freshReadyMs = performance.now() - freshAt;
  await until(second, ({ mode, backfill, toFetch }) => mode === 'live' && backfill === null && toFetch === 0);
  const freshMs = performance.now() - freshAt;
  const freshBytes = line.bytes() - sentBytes;
  const details = { changes, fsync: 'both ends', wireBytes: sentBytes, bytesPerChange: Math.round(sentBytes / changes) };
  printFigure('a shift alone reaches central', sentMs / 1_000, 's', { ...details, changesPerSecond: Math.round(changes / (sentMs / 1_000)), secondsUntilItAnswers: seconds(readyMs), peakMemoryBytes: peakBytes(first.process.pid), centralPeakMemoryBytes: peakBytes(central.pid()) });
  printFigure('a fresh second station is complete', freshMs / 1_000, 's', { changes, wireBytes: freshBytes, changesPerSecond: Math.round(changes / (freshMs / 1_000)), secondsUntilItAnswers: seconds(freshReadyMs), peakMemoryBytes: peakBytes(second.process.pid) });
  printFigure('an act while the shift is being sent, p99', quantile(answers, 0.99), 'ms', { p50: Math.round(quantile(answers, 0.5) * 10) / 10, samples: answers.length, goal: '50 ms' });

  const seen: number[] = [];
  const watcher = await second.client();
  let wanted = '';
  let found: () => void = () => undefined;
  watcher.follow('incidents', {}, (update) => {
    if (update.mode === 'latest' && update.changed.some(({ id, note }) => id !== '' && note === wanted)) found();
  });
  for (let count = 0; count < 100; count += 1) {
    wanted = `terlihat ${count}`;
    const arrived = new Promise<void>((resolve) => (found = resolve));
    const askedAt = performance.now();
    const place = { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' } as const;
    await client.ask('incident.open', { type: 'medical', priority: 1, place, note: wanted, callId: null }, { requestId: `seen-${count}` });
    await arrived;
    seen.push(performance.now() - askedAt);
  }
  printFigure('a live act is seen at another seat, p99', quantile(seen, 0.99), 'ms', { p50: Math.round(quantile(seen, 0.5)), samples: seen.length, goal: '1000 ms' });
  await until(first, ({ toSend }) => toSend === 0);
  await until(second, ({ toFetch }) => toFetch === 0);
  await Promise.all([first.stop(), second.stop()]);
  if (tablesOf(join(site.folder, 'S1')) !== tablesOf(join(site.folder, 'S2'))) throw new Error('the two stations are not the same');
  await comparePeers({ changes, first: { ms: sentMs - readyMs, wireBytes: sentBytes }, second: { ms: freshMs - freshReadyMs, wireBytes: freshBytes } });
} finally {
  await site.close();
}
process.exit();
