import type { Clock } from './clock.ts';
import { createScrub } from './db/scrub.ts';
import type { Database } from './db/database.ts';
import type { Storage } from './db/storage.ts';
import { createForeignWriterCheck } from './db/foreign-writer.ts';
import { createDamageAlarm, createRebuildAlarm, foreignWriterAlarm } from './features/alarms/damage-alarm.ts';
import type { Journal } from './journal/journal.ts';
import { watchHoles } from './journal/watch-holes.ts';
import type { Outbox } from './journal/outbox.ts';
import type { Log } from './log.ts';
import { createRebuild } from './rebuild/rebuild-station.ts';
import { createRowMender, scrubbedTables } from './journal/mend-rows.ts';
import type { Stores } from './stores.ts';
import type { SyncAlarm } from './sync/sync-parts.ts';

export type DamageWatch = {
  /** Fills a new database with what is needed at once, where the old one was damaged. Before anybody is served. */
  begin(): void;
  /** Goes on with the rest. */
  start(): void;
  upkeep(): void;
  stop(): void;
};

/** Looks for rows that changed on the disk by themselves, has them mended, rebuilds a damaged file, and tells people. */
export function watchDamage(options: {
  database: Database;
  stores: Stores;
  journal: Journal;
  outbox: Outbox;
  storage: Pick<Storage, 'failed'>;
  clock: Clock;
  log: Log;
  /** Runs work in a transaction of its own and announces what it changed. */
  keep: (work: () => void) => void;
  raise: (alarm: SyncAlarm) => void;
  /** Asks central again for what is missing here. */
  fetchAgain: () => void;
}): DamageWatch {
  const { database, stores, journal, storage, clock } = options;
  const mender = createRowMender({ database, journal, damage: stores.damage, facts: { ...stores, phone_lines: stores.phone }, now: clock.now });
  const scrub = createScrub({
    database,
    clock,
    tables: scrubbedTables,
    steadyMs: () => performance.now(),
    isWholeInJournal: stores.journal.isWholeAt,
    damaged: (table, rowid) => options.keep(() => mender.mend(table, rowid)),
    broken: (error) => storage.failed('rows could not be looked through', error),
  });
  const tellHoles = watchHoles({ journal, raise: options.raise, fetchAgain: options.fetchAgain });
  const isForeignWritten = createForeignWriterCheck(database);
  const tell = createDamageAlarm({ counts: mender.counts, now: clock.now, raise: options.raise });
  const rebuild = createRebuild({
    database,
    journal,
    clock,
    steadyMs: () => performance.now(),
    log: options.log,
    ownEventsAfter: options.outbox.eventsAfter,
    alarmsBack: stores.alarms.logAgain,
    fetchAgain: options.fetchAgain,
    changed() {
      if (rebuild.progress().state === 'done') scrub.start();
      tellRebuild();
    },
    failed: storage.failed,
  });
  const tellRebuild = createRebuildAlarm({ progress: rebuild.progress, raise: options.raise });
  return {
    begin: rebuild.begin,
    start() {
      // A row that is being put back stands in no list yet.
      if (rebuild.progress().state === 'none') scrub.start();
      rebuild.start();
    },
    upkeep() {
      tell();
      tellHoles();
      if (isForeignWritten()) options.raise(foreignWriterAlarm(clock.now()));
      tellRebuild();
      if (journal.mender.awaited() > 0) options.fetchAgain();
    },
    stop() {
      scrub.stop();
      rebuild.stop();
    },
  };
}
