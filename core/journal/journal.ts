import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { hybridTimeText, nextHybridTime, parseHybridTime, type HybridTime } from '#domain/journal/hybrid-clock.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, storageFault, type Database } from '../db/database.ts';
import type { Storage } from '../db/storage.ts';
import { chainStart, journalEventHash } from './journal-event-hash.ts';
import type { JournalStore } from './journal-store.ts';
import type { OutgoingStore } from './outgoing-store.ts';
import { uuidV7 } from './uuid-v7.ts';

/** A read table that follows the journal. `apply` folds one event into one entity; `clear` empties the table. */
export type ReadTable = {
  readonly entityKind: string;
  apply(entityId: string, event: JournalEvent): void;
  clear(): void;
  /** Runs in the recording transaction after `apply`, and not when the table is rebuilt. */
  recorded?(entityId: string, event: JournalEvent): void;
};

export type OutgoingMessage = { readonly id: string; readonly topic: string; readonly payload: string };

/** What a command decided: acts for the journal, messages that belong to them, and the answer. */
export type Decision<Value> = {
  readonly acts: readonly Act[];
  readonly outgoing?: readonly OutgoingMessage[];
  readonly answer: Outcome<Value>;
};

export type Journal = {
  /**
   * Decides and records in one transaction: acts, read tables, outgoing messages and the answer are on disk together
   * when this returns, or none of them is. `decide` runs inside it and sees the newest state. The same request id
   * gives the stored answer and decides nothing.
   */
  record<Value>(requestId: string, actor: string, decide: (newId: () => string) => Decision<Value>): Outcome<Value>;
  onRecorded(listener: (entities: readonly EntityReference[], hasOutgoing: boolean) => void): () => void;
  /** Empties the read tables and folds the whole journal again. */
  rebuild(): void;
};

export function createJournal(options: {
  database: Database;
  store: JournalStore;
  outgoing: OutgoingStore;
  readTables: readonly ReadTable[];
  station: string;
  clock: Clock;
  storage: Pick<Storage, 'tell'>;
}): Journal {
  const { database, store, outgoing, station, clock, storage } = options;
  const tables = new Map(options.readTables.map((table) => [table.entityKind, table]));
  const listeners = new Set<(entities: readonly EntityReference[], hasOutgoing: boolean) => void>();
  let head = store.newestOfStation(station);
  let time: HybridTime = lastTime(head);

  const project = (event: JournalEvent, entities: readonly EntityReference[], isNew: boolean): void => {
    for (const entity of entities) {
      const colon = entity.indexOf(':');
      const table = tables.get(entity.slice(0, colon));
      table?.apply(entity.slice(colon + 1), event);
      if (isNew) table?.recorded?.(entity.slice(colon + 1), event);
    }
  };

  const nextEvent = (act: Act, actor: string, nowMs: number, after: JournalEvent | undefined): JournalEvent => {
    time = nextHybridTime(time, nowMs);
    const unsigned = {
      id: uuidV7(nowMs),
      station,
      seq: (after?.seq ?? 0) + 1,
      hlc: hybridTimeText(time, station),
      atMs: nowMs,
      actor,
      act,
      previousHash: after?.hash ?? chainStart,
    };
    return { ...unsigned, hash: journalEventHash(unsigned) };
  };

  return {
    record(requestId, actor, decide) {
      const touched = new Set<EntityReference>();
      let newHead = head;
      let hasOutgoing = false;
      const work = (): ReturnType<typeof decide>['answer'] => {
        const known = store.answerTo(requestId);
        if (known !== undefined) return known as ReturnType<typeof decide>['answer'];
        const nowMs = clock.now();
        const decision = decide(() => uuidV7(nowMs));
        for (const act of decision.acts) {
          const event = nextEvent(act, actor, nowMs, newHead);
          const entities = entitiesTouched(act);
          store.append(event, entities);
          project(event, entities, true);
          for (const entity of entities) touched.add(entity);
          newHead = event;
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
      head = newHead;
      if (touched.size === 0) return answer;
      storage.tell(null);
      for (const listener of listeners) listener([...touched], hasOutgoing);
      return answer;
    },
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rebuild() {
      inTransaction(database, () => {
        for (const table of tables.values()) table.clear();
        for (let position = 0; ; ) {
          const batch = store.after(position, 1_000);
          for (const { event } of batch) project(event, entitiesTouched(event.act), false);
          const last = batch.at(-1);
          if (!last) break;
          position = last.position;
        }
      });
    },
  };
}

function lastTime(head: JournalEvent | undefined): HybridTime {
  const parsed = head && parseHybridTime(head.hlc);
  return parsed?.ok ? { wallMs: parsed.value.wallMs, counter: parsed.value.counter } : { wallMs: 0, counter: 0 };
}
