import type { CentralApi } from '#contract/sync/central-api.ts';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { Failure } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import type { Outbox } from '../journal/outbox.ts';
import type { Log } from '../log.ts';
import { createBeginning } from './begin-with-snapshot.ts';
import { createBell } from './bell.ts';
import { createCentralTime } from './central-time.ts';
import { createContact } from './contact.ts';
import { createEventRate } from './event-rate.ts';
import { createHeardExchange, type Heard } from './heard-exchange.ts';
import { createEventPuller } from './pull-events.ts';
import { createEventPusher } from './push-events.ts';
import { createRecordingExchange, type RecordingExchange, type RecordingsToSend } from './recording-exchange.ts';
import { createSeats, type SiteBroker } from './seats.ts';
import type { KeptKeys } from './station-keys.ts';
import { createSyncStore } from './sync-store.ts';
import { syncMode } from './sync-mode.ts';
import type { SyncAlarm, SyncParts } from './sync-parts.ts';

export type Sync = {
  status(): SyncStatus;
  /** Since when there has been no contact with central, epoch milliseconds; null while there is. */
  aloneSinceMs(): number | null;
  /** When central last answered; null: not since this station began. */
  heardAtMs(): number | null;
  /** The station recorded an act of its own. */
  recorded(): void;
  /** Events are missing or damaged here that central has. */
  fetchAgain(): void;
  /** A part of a recording of the site, of central. */
  pullRecording: RecordingExchange['pull'];
  /** The site's broker can be published to again. */
  brokerLive(): void;
  /** What the seats need heard from the site's broker: filters, and who takes what comes on them. */
  readonly filters: readonly string[];
  take(topic: string, payload: Uint8Array): void;
  start(): void;
  close(): Promise<void>;
};

const defectPauseMs = 5_000;
/** Between pieces of what can wait. */
const breathMs = 20;

/** Everything between this station, central and the other seats. */
export function createSync(options: {
  central: CentralApi;
  database: Database;
  journal: Journal;
  store: JournalStore;
  outbox: Outbox;
  site: string;
  station: string;
  /** Signs the head of this station's chain; null where stations have no keys. */
  sign: ((text: string) => string) | null;
  /** Where the keys of the other stations stand. */
  keptKeys: KeptKeys;
  broker: SiteBroker;
  heard: Heard;
  recordings: RecordingsToSend;
  clock: Clock;
  steadyMs: () => number;
  random: () => number;
  log: Log;
  raise: (alarm: SyncAlarm) => void;
  /** The status changed. */
  changed: () => void;
}): Sync {
  const { clock, steadyMs, log, store, station } = options;
  const syncStore = createSyncStore(options.database);
  const more = createBell(clock);
  let isClosed = false;
  let savedLostAtMs = syncStore.lostAtMs();

  const changed = (): void => {
    if (!isClosed) options.changed();
  };
  const contact = createContact({
    clock,
    steadyMs,
    random: options.random,
    log,
    lostAtMs: savedLostAtMs,
    onChange() {
      const lostAtMs = contact.lostAtMs();
      if (lostAtMs !== savedLostAtMs && !isClosed) {
        savedLostAtMs = lostAtMs;
        syncStore.setLostAtMs(lostAtMs);
      }
      if (contact.isUp()) {
        recordings.cameBack();
        more.ring();
      }
      changed();
    },
  });
  const time = createCentralTime({ now: clock.now, steadyMs });
  const parts: SyncParts = { ...options, contact, time, syncStore, rate: createEventRate(steadyMs), changed };

  const pusher = createEventPusher({ ...parts, onMissingOwn: () => puller.fetchOwn() });
  const puller = createEventPuller({
    ...parts,
    onOwn: pusher.heldByCentral,
    onRewound({ common, heads }) {
      syncStore.rewind(common);
      const lacking = [...store.heads()].filter(([id, { seq }]) => id !== station && seq > (heads[id]?.seq ?? 0));
      syncStore.setToGiveBack(Object.fromEntries(lacking.map(([id]) => [id, heads[id]?.seq ?? 0])));
      syncStore.setRestored({ atMs: clock.now(), events: 0 });
      log.warn('central was restored to an older state and is given back what it lacks', { common: common.seq, stations: lacking.length });
      pusher.restart(heads[station]?.seq ?? 0);
      changed();
    },
  });
  const beginning = createBeginning({
    ...parts,
    onBegun(asOf, ownSeq) {
      puller.beginAt(asOf);
      pusher.heldByCentral(ownSeq);
      more.ring();
      changed();
    },
  });
  const heardExchange = createHeardExchange({ ...parts, heard: options.heard });
  const isUrgent = (): boolean => pusher.isBusy() || puller.isBehind();
  const recordings = createRecordingExchange({ ...parts, recordings: options.recordings, isUrgent, random: options.random, pause: more.wait });
  const seats = createSeats({ ...parts, broker: options.broker, keptKeys: options.keptKeys, aloneSinceMs: contact.lostAtMs, onWake: puller.heardOfMore });

  /** The live lane: asks for what is new, and is the one that tries when central is gone. */
  const fetchNew = async (): Promise<void> => {
    if (!beginning.isNew()) return puller.step();
    if (await contact.mayTry()) await beginning.firstPage();
  };
  /** The slow lane: pages of the snapshot and history, what the feeds told, and recordings behind everything; one piece at a time and only while nothing more urgent is under way. */
  const fetchOld = async (): Promise<void> => {
    if (!(await contact.untilUp())) return;
    if (isUrgent()) return more.wait(defectPauseMs / 10);
    const didSomething = (await beginning.step()) || (await heardExchange.step()) || (await recordings.step());
    await more.wait(didSomething ? breathMs : defectPauseMs);
  };
  const loop = async (name: string, step: () => Promise<void>): Promise<void> => {
    while (!isClosed) {
      try {
        await step();
      } catch (error) {
        if (isClosed) return;
        log.defect(`${name} failed`, error);
        await more.wait(defectPauseMs);
      }
    }
  };

  const mode = syncMode(clock.now);
  const status = (): SyncStatus => {
    const heardSeats = seats.heard();
    const toSend = pusher.toSend();
    const toFetch = puller.toFetch();
    const eventsPerSecond = parts.rate.perSecond();
    const isUp = contact.lostAtMs() === null;
    return {
      id: 'sync',
      ...mode({ isUp, left: toSend + toFetch, isBeginning: !contact.wasUp() || beginning.isNew() || beginning.progress() !== null, seats: heardSeats.length }),
      centralLostAtMs: contact.lostAtMs(),
      reason: reasonOf(contact.fault() ?? pusher.reason() ?? puller.reason()),
      toSend,
      oldestUnsentAtMs: pusher.oldestUnsentAtMs(),
      toFetch,
      eventsPerSecond,
      secondsLeft: eventsPerSecond > 0 ? Math.ceil((toSend + toFetch) / eventsPerSecond) : null,
      backfill: beginning.progress(),
      seats: heardSeats,
      clockOffsetMs: time.offsetMs(),
      setAside: syncStore.countSetAside(),
      recordings: { ...options.recordings.waiting(), reason: reasonOf(recordings.reason()) },
      centralRestoredAtMs: syncStore.restored()?.atMs ?? null,
    };
  };

  let loops: readonly Promise<void>[] = [];
  return {
    status,
    aloneSinceMs: contact.lostAtMs,
    heardAtMs: contact.heardAtMs,
    recorded() {
      seats.tell();
      recordings.giveWay();
      pusher.wake();
      changed();
    },
    fetchAgain: puller.fetchOwn,
    pullRecording: recordings.pull,
    brokerLive: () => {
      seats.tell();
      contact.hurry();
    },
    filters: seats.filters,
    take: seats.take,
    start() {
      seats.start();
      loops = [loop('fetching new events', fetchNew), loop('sending events', pusher.step), loop('fetching older events', fetchOld), loop('asking for keys', seats.step)];
    },
    async close() {
      isClosed = true;
      seats.close();
      contact.close();
      recordings.giveWay();
      pusher.wake();
      puller.wake();
      more.ring();
      await Promise.all(loops);
      puller.close();
    },
  };
}

function reasonOf(failure: Failure | null): SyncStatus['reason'] {
  return failure && { code: failure.code, sentence: failure.sentence };
}
