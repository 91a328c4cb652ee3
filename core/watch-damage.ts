import type { Clock } from './clock.ts';
import { createScrub } from './db/scrub.ts';
import type { Database } from './db/database.ts';
import type { Storage } from './db/storage.ts';
import { createDamageAlarm } from './features/alarms/damage-alarm.ts';
import type { Journal } from './journal/journal.ts';
import { createRowMender, scrubbedTables } from './journal/mend-rows.ts';
import type { Stores } from './stores.ts';
import type { SyncAlarm } from './sync/sync-parts.ts';

/** Looks for rows that changed on the disk by themselves, has them mended and tells people. */
export function watchDamage(options: {
  database: Database;
  stores: Stores;
  journal: Journal;
  storage: Pick<Storage, 'failed'>;
  clock: Clock;
  /** Runs work in a transaction of its own and announces what it changed. */
  keep: (work: () => void) => void;
  raise: (alarm: SyncAlarm) => void;
  /** Asks central again for what is missing here. */
  fetchAgain: () => void;
}): { upkeep(): void; stop(): void } {
  const { database, stores, journal, storage, clock } = options;
  const mender = createRowMender({ database, journal, damage: stores.damage, facts: stores, now: clock.now });
  const scrub = createScrub({
    database,
    clock,
    tables: scrubbedTables,
    steadyMs: () => performance.now(),
    isWholeInChain: (position) => stores.journal.wholeAt(position) !== undefined,
    damaged: (table, rowid) => options.keep(() => mender.mend(table, rowid)),
    broken: (error) => storage.failed('rows could not be looked through', error),
  });
  const tell = createDamageAlarm({ counts: mender.counts, now: clock.now, raise: options.raise });
  return {
    upkeep() {
      tell();
      if (journal.mender.awaited() > 0) options.fetchAgain();
    },
    stop: scrub.stop,
  };
}
