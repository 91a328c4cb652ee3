// 112 stations of one site at one central with PostgreSQL: how many acts it takes, and how long one needs to all the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPostgres } from '#central/db/postgres-database.ts';
import { createSiteAdministration } from '#central/engine/administer-sites.ts';
import { systemClock } from '#ledger/clock.ts';
import { createLog } from '#ledger/log.ts';
import { startCentral } from '#tests/fixtures/running-central.ts';
import { stationChain } from '#tests/fixtures/station-chain.ts';
import { freePort } from '#tests/integration/mosquitto.ts';
import { startPostgres } from '#tests/integration/postgres.ts';
import { openLightStation, type LightStation } from './light-station.ts';
import { printFigure, quantile } from './print-figure.ts';
import { shiftActs } from './shift-acts.ts';

const count = Number(process.env['SIAGA_BENCH_STATIONS'] ?? 112);
const site = 'sumenep';
/** Each seat decides something every 28 s: a very busy room. */
const actsPerSecond = 4;
const quietActs = 120;
const loadMs = 20_000;
const names = Array.from({ length: count }, (_, index) => `S${String(index + 1).padStart(3, '0')}`);

const folder = mkdtempSync(join(tmpdir(), 'siaga-stations-'));
const postgres = await startPostgres();
const database = await postgres.createDatabase();
const broker = `127.0.0.1:${await freePort()}`;
const central = await startCentral({ dataDir: folder, port: await freePort(), broker, more: ['--site', site, '--database', database] });
const stations: LightStation[] = [];

/** By act, who does not have it yet and when it was pushed. */
const underWay = new Map<string, { readonly at: number; missing: number; readonly done: () => void }>();
const arrivals: number[] = [];
const untilAll: number[] = [];

function heard(station: string, seq: number): void {
  const act = underWay.get(`${station} ${seq}`);
  if (!act) return;
  const took = performance.now() - act.at;
  arrivals.push(took);
  act.missing -= 1;
  if (act.missing > 0) return;
  underWay.delete(`${station} ${seq}`);
  untilAll.push(took);
  act.done();
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const tenth = (ms: number): number => Math.round(ms * 10) / 10;

try {
  const tables = connectPostgres({ url: database, clock: systemClock, log: createLog(() => undefined, Date.now) });
  const administration = createSiteAdministration({ database: tables, clock: systemClock });
  const acts = names.map((name, index) => shiftActs(name, index + 1, { incidents: 4, units: [`unit-${name}`] }));
  for (const name of names) {
    const chain = stationChain(site, name);
    await administration.addStation(site, name, chain.key.publicKey);
    stations.push(await openLightStation({ url: central.url, broker: `mqtt://${broker}`, site, chain, heard }));
  }
  await tables.close();

  const next = (index: number) => (acts[index] ?? acts[0]!)();
  await Promise.all(
    stations.map(async (station, index) => {
      for (let opened = 0; opened < 4; opened += 1) await station.push(next(index));
    }),
  );
  await pause(2_000);

  const answers: number[] = [];
  const everywhere: Promise<void>[] = [];
  for (let act = 0; act < quietActs; act += 1) {
    const index = (act * 37) % stations.length;
    const all = Promise.withResolvers<void>();
    everywhere.push(all.promise);
    const at = performance.now();
    void stations[index]!
      .push(next(index), (seq) => underWay.set(`${names[index]!} ${seq}`, { at, missing: stations.length - 1, done: () => all.resolve() }))
      .then(() => answers.push(performance.now() - at));
    await pause(1_000 / actsPerSecond);
  }
  await Promise.all(everywhere);
  const common = { stations: count, actsPerSecond, acts: quietActs, database: 'PostgreSQL, fsync on' };
  printFigure(`an act of one of ${count} stations is at another, p99`, quantile(arrivals, 0.99), 'ms', { ...common, p50: tenth(quantile(arrivals, 0.5)), samples: arrivals.length, goal: '1000 ms' });
  printFigure(`an act of one of ${count} stations is at all others, p99`, quantile(untilAll, 0.99), 'ms', { ...common, p50: tenth(quantile(untilAll, 0.5)), samples: untilAll.length, goal: '1000 ms' });
  printFigure(`central has answered an act of one of ${count} stations, p99`, quantile(answers, 0.99), 'ms', { ...common, p50: tenth(quantile(answers, 0.5)) });

  // As fast as they can, each act answered before its station decides the next; everybody goes on pulling.
  const loaded: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    stations.map(async (station, index) => {
      while (performance.now() - startedAt < loadMs) {
        const at = performance.now();
        await station.push(next(index));
        loaded.push(performance.now() - at);
      }
    }),
  );
  const failures = stations.reduce((sum, station) => sum + station.failures(), 0);
  printFigure(`acts that ${count} stations push at once, all pulling`, loaded.length / ((performance.now() - startedAt) / 1_000), 'acts/s', {
    stations: count,
    acts: loaded.length,
    answeredP50Ms: tenth(quantile(loaded, 0.5)),
    answeredP99Ms: tenth(quantile(loaded, 0.99)),
    failures,
  });
} finally {
  await Promise.all(stations.map((station) => station.close()));
  await central.kill();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
