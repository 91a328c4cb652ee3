import type { Profile } from '#contract/profile.ts';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { Link } from '#domain/links/link.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import type { Outbox } from '../journal/outbox.ts';
import type { Log } from '../log.ts';
import type { Heard } from './heard-exchange.ts';
import { withoutCentral } from './no-central.ts';
import { openCentral } from './open-central.ts';
import type { SiteBroker } from './seats.ts';
import type { RecordingsToSend } from './recording-exchange.ts';
import { createSync, type Sync } from './sync.ts';
import type { SyncAlarm } from './sync-parts.ts';

/** The sync as the rest of the station sees it, whether a central is configured or not. */
export type StationSync = {
  status(): SyncStatus;
  link(): Link;
  aloneSinceMs(): number | null;
  recorded(): void;
  fetchAgain(): void;
  pullRecording: Sync['pullRecording'];
  brokerLive(): void;
  readonly filters: readonly string[];
  take(topic: string, payload: Uint8Array): void;
  start(): void;
  close(): Promise<void>;
};

export type StationSyncOptions = {
  dataDir: string;
  profile: Profile;
  readSecret: (name: string) => string | undefined;
  database: Database;
  journal: Journal;
  store: JournalStore;
  outbox: Outbox;
  broker: SiteBroker;
  heard: Heard;
  recordings: RecordingsToSend;
  clock: Clock;
  log: Log;
  raise: (alarm: SyncAlarm) => void;
  changed: () => void;
};

/** Opens the station's identity and what it exchanges with central and the seats. Refuses when its key cannot be used. */
export function openStationSync(options: StationSyncOptions): Outcome<StationSync> {
  const { profile, clock } = options;
  const startedAtMs = clock.now();
  if (!profile.central) return success(withoutCentral(startedAtMs));
  const opened = openCentral({ dataDir: options.dataDir, profile, settings: profile.central, readSecret: options.readSecret });
  if (!opened.ok) return opened;
  const { central, identity } = opened.value;
  const sync = createSync({
    ...options,
    central,
    site: profile.site.id,
    station: profile.station.id,
    sign: identity.key.sign,
    keptKeys: identity.stationKeys,
    steadyMs: () => performance.now(),
    random: Math.random,
    changed() {
      const { clockOffsetMs, toSend } = sync.status();
      central.tell({ clockOffsetMs, toSend });
      options.changed();
    },
  });
  return success({
    ...sync,
    link: () => centralLink(sync.status(), profile.central?.url ?? '', sync.heardAtMs(), startedAtMs),
    async close() {
      const closing = sync.close();
      central.close();
      await closing;
    },
  });
}

function centralLink(status: SyncStatus, url: string, lastHeardAtMs: number | null, startedAtMs: number): Link {
  const common = { id: 'central', kind: 'central', name: new URL(url).host, lastHeardAtMs, messages: 0, rejected: status.setAside, waiting: status.toSend } as const;
  if (status.centralLostAtMs !== null) return { ...common, state: 'down', sinceMs: status.centralLostAtMs, reason: status.reason?.sentence ?? null };
  if (lastHeardAtMs === null) return { ...common, state: 'late', sinceMs: startedAtMs, reason: 'Connecting for the first time.' };
  if (status.reason !== null) return { ...common, state: 'late', sinceMs: status.sinceMs, reason: status.reason?.sentence ?? null };
  return { ...common, state: 'live', sinceMs: status.sinceMs, reason: null };
}
