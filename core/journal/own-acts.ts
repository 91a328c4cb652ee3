import type { Conflict } from '#domain/conflicts/conflict.ts';
import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { uuidV7 } from '#ledger/uuid-v7.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, isDamage, isFull, mayBeOnDisk, storageFault, type Database } from '../db/database.ts';
import type { Storage } from '../db/storage.ts';
import type { EntityFold } from './entity-fold.ts';
import type { Recorded } from './journal.ts';
import type { ChainHead, JournalStore } from './journal-store.ts';
import type { Outbox } from './outbox.ts';
import type { OutgoingStore } from './outgoing-store.ts';
import type { SafeFile } from './safe-file.ts';
import type { StationTime } from './station-time.ts';

export type OutgoingMessage = { readonly id: string; readonly topic: string; readonly payload: string };

/** What a command decided: acts for the journal, messages that belong to them, and the answer. */
export type Decision<Value> = {
  readonly acts: readonly Act[];
  readonly outgoing?: readonly OutgoingMessage[];
  readonly answer: Outcome<Value>;
};

/** A decision with its numbered events: it is recorded as this or not at all, however often that takes. */
export type Decided = {
  readonly requestId: string | null;
  readonly events: readonly JournalEvent[];
  readonly outgoing: readonly OutgoingMessage[];
  readonly answer: unknown;
};

export type OwnActs = {
  record<Value>(requestId: string, actor: string, decide: (newId: () => string) => Decision<Value>): Outcome<Value>;
  /** Makes certain what could not be written for sure; false while that fails. */
  settle(): boolean;
  /** At the start: what the second database or the safe file has and the journal lacks is recorded, and the other way round. */
  reconcile(): number;
};

/** Recording what this station decides, and what becomes of it when the disk fails in the middle. */
export function createOwnActs(options: {
  database: Database;
  store: JournalStore;
  outgoing: OutgoingStore;
  fold: EntityFold;
  time: StationTime;
  station: string;
  clock: Clock;
  storage: Pick<Storage, 'tell' | 'makeRoom'>;
  outbox: Outbox | undefined;
  safeFile: SafeFile | undefined;
  aloneSinceMs: () => number | null;
  hasWholeHistory: () => boolean;
  /** Own events are missing between; central has them. */
  historyMissing: () => void;
  tell: (recorded: Recorded) => void;
}): OwnActs {
  const { database, store, outgoing, fold, time, station, clock, storage, outbox, safeFile } = options;
  let unsettled: readonly Decided[] = [];
  let isReconciled = false;

  const nextEvent = (act: Act, actor: string, nowMs: number): JournalEvent => {
    const head = store.head(station);
    const seen = fold.seenByOthers(entitiesTouched(act), station);
    const aloneSinceMs = options.aloneSinceMs();
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

  const append = (event: JournalEvent, changes: Changes): void => {
    const placed = store.append(event, event.hlc, null);
    store.setHead(station, event);
    const taken = fold.take([placed], store.wholeAt, options.hasWholeHistory());
    for (const entity of taken.touched) changes.touched.add(entity);
    changes.newConflicts.push(...taken.newConflicts);
  };

  const keepBeside = ({ requestId, outgoing: messages, answer }: Decided, nowMs: number, changes: Changes): void => {
    for (const message of messages) {
      outgoing.add(message, nowMs);
      changes.hasOutgoing = true;
    }
    const isDone = (answer as Outcome<unknown> | null)?.ok === true;
    if (requestId !== null && isDone) store.keepAnswer(requestId, answer, nowMs);
  };

  /** Records what was decided before, the very same events; those that are there already stay. False when other events stand in their place. */
  const putBack = (decided: Decided, changes: Changes): boolean => {
    for (const event of decided.events) {
      const head = store.head(station) ?? { seq: 0, hash: chainStart };
      if (event.seq <= head.seq) {
        if (store.atSeq(station, event.seq)?.event.hash !== event.hash) return false;
        continue;
      }
      const { hash, ...unsigned } = event;
      if (event.seq !== head.seq + 1 || event.previousHash !== head.hash || journalEventHash(unsigned) !== hash) return false;
      time.merge(event.hlc, event.atMs);
      append(event, changes);
    }
    if (decided.requestId !== null && store.answerTo(decided.requestId) !== undefined) return true;
    keepBeside(decided, clock.now(), changes);
    outbox?.keep(decided);
    return true;
  };

  const announce = ({ touched, newConflicts, hasOutgoing }: Changes): void => {
    if (touched.size > 0) options.tell({ entities: [...touched], hasOutgoing, isOwn: true, newConflicts });
  };

  const settled = (): void => {
    if (unsettled.length === 0) return;
    storage.tell(null);
    unsettled = [];
    safeFile?.clear();
  };

  const isThere = ({ events }: Decided): boolean => {
    const first = events[0];
    try {
      return first !== undefined && store.atSeq(station, first.seq)?.event.hash === first.hash;
    } catch {
      return false;
    }
  };

  /** The journal is older than what this station once recorded: numbers that were used are never given a second time. */
  const goOnFrom = (head: ChainHead): void => {
    store.setHead(station, head);
    options.historyMissing();
  };

  const mendOutbox = (): boolean => {
    try {
      return outbox?.check(store) === false;
    } catch {
      return false;
    }
  };

  const afterFault = (error: unknown, requestId: string, decided: Decided | null, changes: Changes): Outcome<never> | 'committed' | 'again' => {
    const fault = storageFault(error);
    if (fault === null) throw error;
    // The journal is committed before the outbox: it may have what the outbox did not take.
    if (decided && isThere(decided)) {
      storage.tell(fault);
      return 'committed';
    }
    changes.forget();
    if (isFull(error) && storage.makeRoom()) return 'again';
    if (isDamage(error) && mendOutbox()) return 'again';
    storage.tell(fault);
    if (mayBeOnDisk(error) && decided && decided.events.length > 0) {
      unsettled = [...unsettled, decided];
      safeFile?.append(decided);
    }
    if (unsettled.some((each) => each.requestId === requestId)) {
      return failure('fate-unknown', `Not certain: ${fault} It may be stored or not; the station keeps trying to make it certain and answers the same request again. Do not enter it a second time.`);
    }
    return failure('not-saved', `Not saved: ${fault} Nothing of it was kept; try again.`);
  };

  const reconcileIn = (changes: Changes): number => {
    let taken = 0;
    const before = store.head(station)?.seq ?? 0;
    const ahead = outbox?.decidedAfter(before) ?? [];
    const next = ahead[0]?.events[0];
    if (next && next.seq > before + 1) goOnFrom({ seq: next.seq - 1, hash: next.previousHash });
    for (const decided of [...ahead, ...(safeFile?.read() ?? [])]) if (putBack(decided, changes)) taken += decided.events.length;
    const witness = outbox?.witness();
    if (witness && witness.seq > (store.head(station)?.seq ?? 0)) goOnFrom(witness);
    outbox?.fillFrom(store);
    return taken;
  };

  return {
    record<Value>(requestId: string, actor: string, decide: (newId: () => string) => Decision<Value>): Outcome<Value> {
      let decided: Decided | null = null;
      const changes = noChangesYet();
      const work = (): Outcome<Value> => {
        if (!isReconciled) reconcileIn(changes);
        for (const earlier of unsettled) putBack(earlier, changes);
        const known = store.answerTo(requestId);
        if (known !== undefined) return known as Outcome<Value>;
        const nowMs = clock.now();
        const decision = decide(() => uuidV7(nowMs));
        outbox?.fillFrom(store);
        const events = decision.acts.map((act) => {
          const event = nextEvent(act, actor, nowMs);
          append(event, changes);
          return event;
        });
        decided = { requestId, events, outgoing: decision.outgoing ?? [], answer: decision.answer };
        keepBeside(decided, nowMs, changes);
        if (events.length > 0) outbox?.keep(decided);
        return decision.answer;
      };
      for (let attempt = 1; ; attempt += 1) {
        try {
          const answer = inTransaction(database, work);
          if (changes.touched.size > 0) storage.tell(null);
          isReconciled = true;
          settled();
          announce(changes);
          return answer;
        } catch (error) {
          const next = afterFault(error, requestId, decided, changes);
          if (next === 'committed') {
            announce(changes);
            return (decided as Decided | null)?.answer as Outcome<Value>;
          }
          if (next !== 'again') return next;
          decided = null;
          if (attempt > 2) return failure('not-saved', 'Not saved: the disk is full. Nothing of it was kept; make room and try again.');
        }
      }
    },

    settle() {
      if (unsettled.length === 0) return true;
      const changes = noChangesYet();
      try {
        inTransaction(database, () => {
          for (const earlier of unsettled) putBack(earlier, changes);
        });
      } catch (error) {
        if (storageFault(error) === null) throw error;
        return false;
      }
      settled();
      announce(changes);
      return true;
    },

    reconcile() {
      const changes = noChangesYet();
      const taken = inTransaction(database, () => reconcileIn(changes));
      isReconciled = true;
      safeFile?.clear();
      announce(changes);
      return taken;
    },
  };
}

type Changes = {
  readonly touched: Set<EntityReference>;
  readonly newConflicts: Conflict[];
  hasOutgoing: boolean;
  forget(): void;
};

function noChangesYet(): Changes {
  const changes: Changes = {
    touched: new Set(),
    newConflicts: [],
    hasOutgoing: false,
    forget() {
      changes.touched.clear();
      changes.newConflicts.length = 0;
      changes.hasOutgoing = false;
    },
  };
  return changes;
}
