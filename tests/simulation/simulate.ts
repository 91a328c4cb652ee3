import { rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#ledger/log.ts';
import { createSigningKey, type SigningKey } from '#ledger/station-key.ts';
import { chanceOf } from './chance.ts';
import { createLedger } from './oracle/ledger.ts';
import { prefixFaults, viewCentral, type CentralView } from './oracle/central-view.ts';
import { hashOfState, viewStation, type StationView } from './oracle/station-view.ts';
import type { Acknowledged } from './oracle/ledger.ts';
import { judge } from './oracle/verdict.ts';
import { seedCrypto } from './seeded-crypto.ts';
import { createSimulatedCentral, type CentralStore } from './simulated-central.ts';
import { createSimulatedStation } from './simulated-station.ts';
import { createVirtualBroker } from './virtual-network.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createTroubles, isOfClocks, weathers } from './weather.ts';
import { createWork } from './work.ts';

export type Run = {
  readonly seed: number;
  readonly weather: string;
  /** What the oracle found; empty is good. */
  readonly faults: readonly string[];
  /** What happened, line by line. */
  readonly trace: readonly string[];
  readonly acts: readonly Acknowledged[];
  /** The shared state of each station in the end. */
  readonly stateHashes: readonly string[];
  readonly views: readonly StationView[];
  readonly central: CentralView;
  readonly conflictsShown: number;
  readonly quietAfterMs: number;
};

/** What is the same for all runs of a process. */
export type Grounds = { readonly store: CentralStore; readonly folder: string; readonly keys: ReadonlyMap<string, SigningKey>; runs: number };

const stationIds = ['S1', 'S2', 'S3'];

export const groundsFor = (store: CentralStore, folder: string): Grounds => ({
  store,
  folder,
  keys: new Map(stationIds.map((id) => [id, createSigningKey()])),
  runs: 0,
});

const workMs = 70_000;
/** Trouble that has begun is over after so long. */
const longestTroubleMs = 27_000;
/** In the end nobody sees anybody for a while, in most runs: what is decided then stands in contradiction when they meet again. */
const lastApartMs = 20_000;
const observeMs = 5_000;
/** So long after everything is whole again it may take until all is quiet. */
const quietWithinMs = 60_000;

/** One run: three seats at work in bad weather, then everything whole again, then the verdict. The same seed is the same run. */
export async function simulate(grounds: Grounds, seed: number): Promise<Run> {
  const restoreCrypto = seedCrypto(chanceOf(seed, 'ids').fraction);
  try {
    return await run(grounds, seed);
  } finally {
    restoreCrypto();
  }
}

async function run(grounds: Grounds, seed: number): Promise<Run> {
  const { store, keys } = grounds;
  const weather = weathers[seed % weathers.length]!;
  grounds.runs += 1;
  const site = `sumenep-${grounds.runs}`;
  const folder = join(grounds.folder, site);
  mkdirSync(folder, { recursive: true });

  const trace: string[] = [];
  const defects: string[] = [];
  let underWay = 0;
  const track = (work: Promise<void>): void => {
    underWay += 1;
    void work.catch((error: unknown) => defects.push(`the simulation failed: ${String(error)}`)).finally(() => {
      underWay -= 1;
    });
  };
  const settle = async (): Promise<void> => {
    do await new Promise(setImmediate);
    while (underWay > 0 || store.isBusy());
  };
  const time = createVirtualTime(settle);
  const note = (text: string): void => void trace.push(`${(time.now() / 1000).toFixed(3)} ${text}`);
  const log: Log = {
    info: () => undefined,
    warn: (message, details) => note(`${message} ${JSON.stringify(details)}`),
    defect: (message, error) => defects.push(`defect: ${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  };
  const broker = createVirtualBroker(time, chanceOf(seed, 'broker'));
  const central = await createSimulatedCentral({
    store, time, broker, site, folder: join(folder, 'recordings'), log, stations: stationIds.map((id) => ({ id, publicKey: keys.get(id)!.publicKey })),
  });
  const stations = stationIds.map((id) =>
    createSimulatedStation({ id, site, seed, folder, key: keys.get(id)!, time, broker, central: () => central.api(id), log }),
  );
  const ledger = createLedger();
  const work = createWork({ chance: chanceOf(seed, 'work'), stations, ledger });
  const troubles = createTroubles({ time, chance: chanceOf(seed, 'trouble'), stations, central, note, track });

  const observe = (): void => {
    for (const station of stations) {
      const running = station.running();
      if (running) ledger.observe(station.id, running.database);
    }
    track(prefixFaults(store.database.query, site).then((faults) => void ledger.faults.push(...faults)));
  };
  const repeat = (purpose: string, shortestMs: number, longestMs: number, happen: () => void): void => {
    const chance = chanceOf(seed, purpose);
    const again = (): void => {
      if (time.now() > workMs) return;
      happen();
      time.after(chance.between(shortestMs, longestMs), again);
    };
    time.after(chance.between(shortestMs, longestMs), again);
  };
  for (const station of stations) station.start();
  const kinds = chanceOf(seed, 'kinds');
  repeat('pace of work', 100, 2_000, () => note(work.act()));
  repeat('pace of calls', 3_000, 15_000, work.ring);
  repeat('pace of trouble', 2_000, 14_000, () => troubles.come(kinds.oneOf(weather.troubles)));
  repeat('pace of looking', 2 * observeMs, 2 * observeMs, observe);
  if (chanceOf(seed, 'end').happens(0.8)) time.at(workMs - lastApartMs, troubles.partAll);
  await time.runUntil(workMs + longestTroubleMs);

  note('everything is whole again');
  await troubles.heal();
  const isQuiet = (): boolean =>
    stations.every((station) => {
      const status = station.running()?.status();
      return status !== undefined && status.centralLostAtMs === null && status.toSend === 0 && status.toFetch === 0;
    });
  const wholeAt = time.now();
  do await time.runUntil(time.now() + observeMs);
  while (!isQuiet() && time.now() - wholeAt < quietWithinMs);
  const quietAfterMs = time.now() - wholeAt;
  if (!isQuiet()) ledger.faults.push(`I3: not quiet ${quietAfterMs / 1000} s after everything was whole: ${JSON.stringify(stations.map((each) => each.running()?.status()))}`);
  await time.runUntil(time.now() + 3 * observeMs);

  const views = stations.map((station) => viewStation(station.id, station.running()!.database));
  const centralView = await viewCentral(store.database.query, site);
  ledger.faults.push(...defects);
  const faults = judge({ ledger, stations: views, central: centralView, wereClocksSet: weather.troubles.some(isOfClocks) });
  for (const station of stations) station.close();
  await central.stop();
  rmSync(folder, { recursive: true });
  return {
    seed,
    weather: weather.name,
    faults,
    trace,
    acts: ledger.acts,
    stateHashes: views.map(hashOfState),
    views,
    central: centralView,
    conflictsShown: Object.keys(views[0]?.tables['conflict'] ?? {}).length,
    quietAfterMs,
  };
}
