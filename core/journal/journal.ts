import type { Conflict } from '#domain/conflicts/conflict.ts';
import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, storageFault, type Database } from '../db/database.ts';
import type { Storage } from '../db/storage.ts';
import { createEntityFold, type ConflictTable, type EntityTable } from './entity-fold.ts';
import type { JournalStore } from './journal-store.ts';
import type { OutgoingStore } from './outgoing-store.ts';
import { createStationTime } from './station-time.ts';
import { createTakeUp, type TakeUp } from './take-up.ts';
import { uuidV7 } from './uuid-v7.ts';

export type OutgoingMessage = { readonly id: string; readonly topic: string; readonly payload: string };

/** What a command decided: acts for the journal, messages that belong to them, and the answer. */
export type Decision<Value> = {
  readonly acts: readonly Act[];
  readonly outgoing?: readonly OutgoingMessage[];
  readonly answer: Outcome<Value>;
};

/** What a transaction changed, told after its commit. */
export type Recorded = {
  readonly entities: readonly EntityReference[];
  readonly hasOutgoing: boolean;
  /** Whether this station decided it. */
  readonly isOwn: boolean;
  /** Conflicts that were not there before, or have another side. */
  readonly newConflicts: readonly Conflict[];
};

export type Journal = TakeUp & {
  /**
   * Decides and records in one transaction: acts, read tables, outgoing messages and the answer are on disk together
   * when this returns, or none of them is. `decide` runs inside it and sees the newest state. The same request id
   * gives the stored answer and decides nothing.
   */
  record<Value>(requestId: string, actor: string, decide: (newId: () => string) => Decision<Value>): Outcome<Value>;
  onRecorded(listener: (recorded: Recorded) => void): () => void;
  /** Empties the read tables and folds the whole journal again. */
  rebuild(): void;
};

export function createJournal(options: {
  database: Database;
  store: JournalStore;
  outgoing: OutgoingStore;
  tables: readonly EntityTable[];
  conflicts: ConflictTable;
  station: string;
  clock: Clock;
  storage: Pick<Storage, 'tell'>;
  /** Since when there has been no contact with central; null while there is, or where there is none. */
  aloneSinceMs?: () => number | null;
}): Journal {
  const { database, store, outgoing, station, clock, storage } = options;
  const fold = createEntityFold({ database, tables: options.tables, conflicts: options.conflicts });
  const listeners = new Set<(recorded: Recorded) => void>();
  const time = createStationTime(station, store.newestOfStation(station)?.hlc);
  const tell = (recorded: Recorded): void => {
    for (const listener of listeners) listener(recorded);
  };
  const takeUp = createTakeUp({ database, store, fold, time, station, clock, tell });

  const nextEvent = (act: Act, actor: string, nowMs: number): JournalEvent => {
    const head = store.head(station);
    const seen = fold.seenByOthers(entitiesTouched(act), station);
    const aloneSinceMs = options.aloneSinceMs?.() ?? null;
    const unsigned = {
      id: uuidV7(nowMs),
      station,
      seq: (head?.seq ?? 0) + 1,
      hlc: time.next(nowMs),
      atMs: nowMs,
      actor,
      ...(seen === undefined ? {} : { seen }),
      ...(aloneSinceMs === null ? {} : { aloneSinceMs }),
      act,
      previousHash: head?.hash ?? chainStart,
    };
    return { ...unsigned, hash: journalEventHash(unsigned) };
  };

  const appendOwn = (act: Act, actor: string, nowMs: number) => {
    const event = nextEvent(act, actor, nowMs);
    const placed = store.append(event, event.hlc, null);
    store.setHead(station, event);
    return fold.take([placed], store.atPosition, takeUp.hasWholeHistory());
  };

  return {
    ...takeUp,
    record(requestId, actor, decide) {
      const touched = new Set<EntityReference>();
      const newConflicts: Conflict[] = [];
      let hasOutgoing = false;
      const work = (): ReturnType<typeof decide>['answer'] => {
        const known = store.answerTo(requestId);
        if (known !== undefined) return known as ReturnType<typeof decide>['answer'];
        const nowMs = clock.now();
        const decision = decide(() => uuidV7(nowMs));
        for (const act of decision.acts) {
          const taken = appendOwn(act, actor, nowMs);
          for (const entity of taken.touched) touched.add(entity);
          newConflicts.push(...taken.newConflicts);
        }
        for (const message of decision.outgoing ?? []) {
          outgoing.add(message, nowMs);
          hasOutgoing = true;
        }
        if (decision.answer.ok) store.keepAnswer(requestId, decision.answer, nowMs);
        return decision.answer;
      };
      let answer: ReturnType<typeof work>;
      try {
        answer = inTransaction(database, work);
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        storage.tell(fault);
        return failure('not-saved', `Not saved: ${fault} Nothing of it was kept; try again.`);
      }
      if (touched.size === 0) return answer;
      storage.tell(null);
      tell({ entities: [...touched], hasOutgoing, isOwn: true, newConflicts });
      return answer;
    },
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild() {
      inTransaction(database, () => {
        fold.clear();
        for (let position = 0; ; ) {
          const batch = store.after(position, 1_000);
          takeUp.foldQuietly(batch);
          const last = batch.at(-1);
          if (!last) break;
          position = last.position;
        }
      });
    },
  };
}
