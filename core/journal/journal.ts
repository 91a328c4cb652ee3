import type { Conflict } from '#domain/conflicts/conflict.ts';
import type { EntityReference } from '#domain/journal/act.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Database } from '../db/database.ts';
import type { Storage } from '../db/storage.ts';
import { createEntityFold, type ConflictTable, type EntityTable } from './entity-fold.ts';
import type { JournalStore } from './journal-store.ts';
import { createEventMender, type EventMender } from './mend-event.ts';
import type { Outbox } from './outbox.ts';
import type { OutgoingStore } from './outgoing-store.ts';
import { createOwnActs, type Decision, type OwnActs } from './own-acts.ts';
import type { SafeFile } from './safe-file.ts';
import { createStationTime } from './station-time.ts';
import { createTakeUp, type TakeUp } from './take-up.ts';

/** What a transaction changed, told after its commit. */
export type Recorded = {
  readonly entities: readonly EntityReference[];
  readonly hasOutgoing: boolean;
  /** Whether this station decided it. */
  readonly isOwn: boolean;
  /** Conflicts that were not there before, or have another side. */
  readonly newConflicts: readonly Conflict[];
};

export type Journal = TakeUp & Omit<OwnActs, 'record'> & {
  /**
   * Decides and records in one transaction: acts, read tables, outgoing messages and the answer are on disk together
   * when this returns, or none of them is. `decide` runs inside it and sees the newest state. The same request id
   * gives the stored answer and decides nothing. `fate-unknown` is the answer when the disk failed in the middle: the same
   * request asked again gets the answer of the very same events once they are on disk for certain.
   */
  record<Value>(requestId: string, actor: string, decide: (newId: () => string) => Decision<Value>): Outcome<Value>;
  onRecorded(listener: (recorded: Recorded) => void): () => void;
  /** Empties the read tables and folds the whole journal again. */
  rebuild(): void;
  readonly mender: EventMender;
  /** Folds an entity again whose row was damaged; false when nothing was ever folded of it. */
  mendEntity(entity: EntityReference): boolean;
};

export function createJournal(options: {
  database: Database;
  store: JournalStore;
  outgoing: OutgoingStore;
  tables: readonly EntityTable[];
  conflicts: ConflictTable;
  station: string;
  clock: Clock;
  storage: Pick<Storage, 'tell' | 'makeRoom'>;
  /** Where own events stand a second time until central has them. */
  outbox?: Outbox;
  /** Where own events stand while the database cannot take them. */
  safeFile?: SafeFile;
  /** Since when there has been no contact with central; null while there is, or where there is none. */
  aloneSinceMs?: () => number | null;
}): Journal {
  const { database, store, station, clock } = options;
  const fold = createEntityFold({ database, tables: options.tables, conflicts: options.conflicts });
  const mender = createEventMender({ database, store, fold, outbox: options.outbox, station, now: clock.now });
  const listeners = new Set<(recorded: Recorded) => void>();
  const time = createStationTime(station, store.newestOfStation(station)?.hlc);
  // What others decided was known here before the start too.
  time.follow(fold.newestOrder() ?? '');
  const tell = (recorded: Recorded): void => {
    for (const listener of listeners) listener(recorded);
  };
  const takeUp = createTakeUp({ database, store, fold, mender, time, clock, tell });

  const own = createOwnActs({
    database,
    store,
    outgoing: options.outgoing,
    fold,
    time,
    station,
    clock,
    storage: options.storage,
    outbox: options.outbox,
    safeFile: options.safeFile,
    aloneSinceMs: options.aloneSinceMs ?? (() => null),
    hasWholeHistory: takeUp.hasWholeHistory,
    historyMissing: takeUp.historyMissing,
    tell,
  });

  const rebuild = (): void =>
    inTransaction(database, () => {
      fold.clear();
      for (let position = 0; ; ) {
        const batch = store.after(position, 1_000);
        takeUp.foldQuietly(batch);
        const last = batch.at(-1);
        if (!last) break;
        position = last.position;
      }
      database.exec("DELETE FROM meta WHERE key = 'refold'");
    });
  // A migration that changed what is folded asks for it.
  if (database.prepare("SELECT 1 FROM meta WHERE key = 'refold'").get() !== undefined) rebuild();

  return {
    ...takeUp,
    ...own,
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild,
    mender,
    mendEntity(entity) {
      const isMended = fold.mend(entity, store.wholeAt);
      if (isMended) tell({ entities: [entity], hasOutgoing: false, isOwn: false, newConflicts: [] });
      return isMended;
    },
  };
}
