import { success } from '#domain/outcome/outcome.ts';
import { noIncident } from '#domain/decisions/decide.ts';
import { createIslands } from '#domain/places/islands.ts';
import { skeletonNetwork } from '#domain/routes/road-network.ts';
import type { MapOfSite } from '#core/resources.ts';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CentralApi } from '#contract/sync/central-api.ts';
import { readProfile, type Profile } from '#contract/profile.ts';
import type { StationKey } from '#contract/sync/sync-messages.ts';
import type { Handlers } from '#contract/serve/serve.ts';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { openTalk } from '#core/features/talk/open-talk.ts';
import { createFenceTracker } from '#core/features/geofences/fence-tracker.ts';
import { createRecordingsFeature } from '#core/features/recordings/recordings-feature.ts';
import { createPhoneFeature } from '#core/features/phone/phone-feature.ts';
import { createCommandHandlers } from '#core/command-handlers.ts';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { inTransaction, type Database } from '#core/db/database.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { createSyncAlarms } from '#core/features/alarms/sync-alarms.ts';
import { createJournal } from '#core/journal/journal.ts';
import { createOutbox } from '#core/journal/outbox.ts';
import { createSafeFile, safeFileName } from '#core/journal/safe-file.ts';
import { createStores, entityTables, type Stores } from '#core/stores.ts';
import type { RecordingsToSend } from '#core/sync/recording-exchange.ts';
import type { KeptKeys } from '#core/sync/station-keys.ts';
import { createSync } from '#core/sync/sync.ts';
import type { Log } from '#ledger/log.ts';
import type { SigningKey } from '#ledger/station-key.ts';
import { smallProfileSource } from '../fixtures/small-profile.ts';
import { chanceOf } from './chance.ts';
import { calmBrokerLink, calmLink, centralOverLink, type BrokerLink, type Link, type VirtualBroker } from './virtual-network.ts';
import { computerClock, type ComputerClock, type VirtualTime } from './virtual-time.ts';

/** Simulated stations decide without a map. */
const nowhere: MapOfSite = {
  islands: createIslands({ features: [] }),
  gazetteer: { search: () => [] },
  roads: skeletonNetwork({ skeleton: true, roads: [] }),
  sea: { piers: [], legs: [] },
  facilities: [],
  runCards: [],
};

/** No sound is recorded here, so none is sent. */
const nothingRecorded: RecordingsToSend = {
  unsent: () => [], confirmedAfter: () => [], countConfirmed: () => 0, waiting: () => ({ count: 0, bytes: 0, oldestAtMs: null }),
  isProven: () => Promise.resolve(false), part: () => Promise.resolve(new Uint8Array()), confirm: () => undefined,
};

/** A station while it runs: the real journal, stores, command handlers and sync on a real database. */
export type RunningStation = {
  readonly handlers: Handlers;
  readonly stores: Stores;
  readonly database: Database;
  readonly clock: ComputerClock;
  status(): SyncStatus;
  brokerLive(): void;
};

/** One seat of the simulated site, over all its lives. */
export type SimulatedStation = {
  readonly id: string;
  readonly link: Link;
  readonly broker: BrokerLink;
  /** Null while it is off. */
  running(): RunningStation | null;
  start(): void;
  /** As a process that is killed: what was committed stays, nothing is tidied up. */
  kill(): void;
  setClock(aheadMs: number): void;
  close(): void;
};

const simulatedProfile = (site: string, station: string): Profile => {
  const read = readProfile(JSON.stringify({ ...smallProfileSource, site: { ...smallProfileSource.site, id: site }, station: { id: station, name: station } }));
  if (!read.ok) throw new Error(read.sentence);
  return read.value;
};

export function createSimulatedStation(options: {
  id: string;
  site: string;
  seed: number;
  folder: string;
  key: SigningKey;
  time: VirtualTime;
  broker: VirtualBroker;
  central: () => CentralApi | null;
  log: Log;
}): SimulatedStation {
  const { id, site, seed, folder, time, broker, key } = options;
  const profile = simulatedProfile(site, id);
  const link = calmLink();
  const brokerLink = calmBrokerLink();
  let known: readonly StationKey[] = [];
  // A file of its own, which a process that is killed leaves as it is.
  const keptKeys: KeptKeys = {
    read: () => known,
    keep(keys) {
      known = keys;
    },
  };
  let lives = 0;
  let aheadMs = 0;
  let life: (RunningStation & { end(): void }) | null = null;
  const folderOf = (number: number): string => join(folder, `${id}-${number}`);

  const begin = (): RunningStation & { end(): void } => {
    const dataDir = folderOf(lives);
    const clock = computerClock(time, aheadMs);
    let isAlive = true;
    const log: Log = {
      info: () => undefined,
      warn: (message, details) => options.log.warn(`${id}: ${message}`, details),
      defect(message, error) {
        if (isAlive) options.log.defect(`${id}: ${message}`, error);
      },
    };
    const opened = openStationDatabase(dataDir);
    if (!opened.ok) throw new Error(opened.sentence);
    const database = opened.value;
    const now = clock.now;
    const stores = createStores({ database, profile, islandAt: () => null, now });
    const outbox = createOutbox({ database, station: id, hasCentral: true, file: join(dataDir, outboxFileName) });
    const journal = createJournal({
      database,
      store: stores.journal,
      outgoing: stores.outgoing,
      tables: entityTables(stores),
      conflicts: stores.conflicts,
      station: id,
      clock,
      storage: { tell: () => undefined, makeRoom: () => false },
      outbox,
      safeFile: createSafeFile(join(dataDir, safeFileName)),
      aloneSinceMs: () => sync.aloneSinceMs(),
    });
    journal.reconcile();
    const attempt = (work: () => void): boolean => {
      inTransaction(database, work);
      return true;
    };
    const syncAlarms = createSyncAlarms({ stores, station: id, now, attempt });
    const sync = createSync({
      central: centralOverLink({ time, chance: chanceOf(seed, `line ${id} ${lives}`), link, central: options.central, isAlive: () => isAlive }),
      database,
      journal,
      store: stores.journal,
      outbox,
      site,
      station: id,
      sign: key.sign,
      keptKeys,
      broker: {
        isLive: () => brokerLink.isUp,
        publish: (topic, payload) => broker.publish(brokerLink, topic, payload),
      },
      // No feeds here: nothing is heard, and what others heard is not looked at.
      heard: { store: stores.heard, history: { takeUp: () => undefined, end: () => undefined }, keep: attempt },
      recordings: nothingRecorded,
      clock,
      steadyMs: clock.steadyMs,
      random: chanceOf(seed, `sync ${id} ${lives}`).fraction,
      log,
      raise: syncAlarms.raise,
      // The seats hear no feeds here.
      changed: () => void sync.status(),
    });
    const stopRecorded = journal.onRecorded(({ isOwn, newConflicts }) => {
      syncAlarms.tellOf(newConflicts);
      if (isOwn) sync.recorded();
    });
    const disconnect = broker.connect({ link: brokerLink, take: sync.take });
    const handlers = createCommandHandlers({
      profile,
      version: '0',
      stores,
      journal,
      map: nowhere,
      mapPack: { pack: null, fault: null, close: () => undefined },
      now,
      pullCall: () => undefined,
      readSecret: () => undefined,
      phone: createPhoneFeature({ profile, store: stores.phone, journal, readClaim: stores.calls.readClaim, clock, keep: attempt, linksChanged: () => undefined }),
      floors: openTalk({ profile, stores, clock, log, keep: attempt, broker: () => ({ isLive: () => false, publish: () => Promise.resolve() }) }),
      recordings: createRecordingsFeature({ dataDir, profile, store: stores.recordings, journal, events: stores.journal, incidentOf: () => null, phones: () => [], central: () => sync, clock, log, keep: attempt, linksChanged: () => undefined }),
      // Nobody ranks units here.
      routes: { recommend: () => Promise.resolve(noIncident), findRoute: () => Promise.resolve(noIncident) },
      fences: createFenceTracker({ fences: [], fixesBetween: () => [], clock }),
      places: { search: () => success([]) },
      examine: () => {
        throw new Error('nobody examines a simulated station');
      },
    });
    sync.start();
    return {
      handlers,
      stores,
      database,
      clock,
      status: sync.status,
      brokerLive: sync.brokerLive,
      end() {
        isAlive = false;
        clock.stop();
        disconnect();
        stopRecorded();
      },
    };
  };

  const kill = (): void => {
    if (!life) return;
    life.end();
    const from = folderOf(lives);
    lives += 1;
    // The copy is what a process that is killed leaves behind; closing the original would tidy it up.
    cpSync(from, folderOf(lives), { recursive: true });
    life.database.close();
    rmSync(from, { recursive: true });
    life = null;
  };
  mkdirSync(folderOf(0), { recursive: true });

  return {
    id,
    link,
    broker: brokerLink,
    running: () => life,
    start() {
      life ??= begin();
    },
    kill,
    setClock(ahead) {
      aheadMs = ahead;
      life?.clock.set(ahead);
    },
    close() {
      life?.end();
      life?.database.close();
      life = null;
    },
  };
}

/** A call that rings at a seat, as the telephone system tells it. */
export function ring({ stores, clock }: Pick<RunningStation, 'stores' | 'clock'>, callId: string): void {
  const atMs = clock.now();
  stores.calls.receive({
    form: 'state',
    state: {
      id: callId,
      sourceId: 'telephony',
      state: 'queued',
      sinceMs: atMs,
      caller: { raw: '0812', e164: '+62812', name: null, anonymous: false },
      queue: '112',
      position: 1,
      priority: 1,
      joinedAtMs: atMs,
      offeredTo: [],
      agent: null,
      answeredAtMs: null,
      transferFrom: null,
      agentGoneAtMs: null,
      endedAtMs: null,
      outcome: null,
      callbackNeeded: false,
      epoch: 'e1',
      seq: 1,
      historyIncomplete: false,
      exercise: false,
    },
  });
}

