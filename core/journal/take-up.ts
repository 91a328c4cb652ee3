import type { Conflict } from '#domain/conflicts/conflict.ts';
import { entitiesTouched, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { chainStart } from '#ledger/journal-event-hash.ts';
import type { Clock } from '../clock.ts';
import { inLooseTransaction, inTransaction, type Database } from '../db/database.ts';
import type { EntityFold } from './entity-fold.ts';
import { createFoldAnew, type FoldAnew } from './fold-anew.ts';
import type { Recorded } from './journal.ts';
import type { ChainHead, Hole, JournalStore, Listing, PlacedEvent } from './journal-store.ts';
import { touchedBy, type EventMender } from './mend-event.ts';
import type { StationTime } from './station-time.ts';

/** An event of another station, or an own one that comes back, its hash checked. */
export type IncomingEvent = {
  readonly event: JournalEvent;
  /** Its place in the order where central gave it another than its own hybrid time. */
  readonly order?: string;
  /** Why it has no effect; null when its act is understood. */
  readonly dead: string | null;
};

/** What became of incoming events. Nothing is lost: what was not taken up now comes again, or was set aside with its reason. */
export type TakenUp = {
  readonly stored: number;
  readonly duplicates: number;
  /** Events that do not follow the newest one here: those between are missing. */
  readonly gaps: readonly { readonly station: string; readonly after: number; readonly got: number }[];
  /** Another event stands here under the same station and number: two computers wrote as one station. */
  readonly forked: readonly { readonly station: string; readonly seq: number }[];
  /** Events whose time is more than a minute ahead; they wait for central's word on their place. */
  readonly ahead: readonly { readonly station: string; readonly seq: number }[];
};

export type SnapshotEntity = {
  readonly entity: EntityReference;
  readonly body: string;
  readonly order: string;
  readonly seen: Readonly<Record<string, number>>;
};

export type TakeUp = {
  /**
   * Stores events, oldest of each station first, and folds them at their places; in one transaction with `also`. `moreFollows`: they come again
   * if a power cut takes them back, until the last of them is kept.
   */
  takeUp(incoming: readonly IncomingEvent[], how: { fromCentral: boolean; nowMs?: number; moreFollows?: boolean }, also?: () => void): TakenUp;
  /**
   * Stores older events without folding them: the snapshot this station began with holds them. Gives back those that were not here. Without `also`, which
   * keeps how far it is, more follows: they come again if a power cut takes them back.
   */
  addHistory(incoming: readonly IncomingEvent[], also?: () => void): readonly PlacedEvent[];
  /**
   * The same, but no entity's list knows them yet: `list` follows for each. Gives back those that were here as well, at their places. Both run in
   * the caller's transaction.
   */
  addUnlisted(incoming: readonly IncomingEvent[]): readonly PlacedEvent[];
  list(listing: Listing): void;
  /** Begins with states that were folded elsewhere, and the heads of the chains they stand on. */
  installSnapshot(entities: readonly SnapshotEntity[], heads: ReadonlyMap<string, ChainHead>, also?: () => void): void;
  /** The history that was being fetched is complete: everything stands in the journal. Folds again what came late meanwhile. */
  historyComplete(): void;
  hasWholeHistory(): boolean;
  /** Whether events are missing that stood here once, and which. */
  hasHoles(): boolean;
  holes(): readonly Hole[];
  /** How many events before the heads of the chains are not here. */
  missingEvents(): number;
  /** Folds an entity from nothing, by all its events that are here; they were checked when they were stored a moment ago. Runs in the caller's transaction. */
  refoldWhole(entity: EntityReference): void;
  /** Begins to fold everything from nothing, by events as they are added. */
  foldAnew(): FoldAnew;
  /** Events are missing here that were recorded once; central has them. Runs in the caller's transaction. */
  historyMissing(): void;
  /** Gives an event another place in the order, by central's word. */
  restamp(station: string, seq: number, order: string): void;
  foldQuietly(placed: readonly PlacedEvent[]): void;
};

const wholeHistoryKey = 'history_incomplete';
/** Events are missing that stood here once; otherwise older ones are being fetched for the first time. */
const holes = 'holes';

export function createTakeUp(options: {
  database: Database;
  store: JournalStore;
  fold: EntityFold;
  mender: EventMender;
  time: StationTime;
  clock: Clock;
  tell: (recorded: Recorded) => void;
}): TakeUp {
  const { database, store, fold, mender, time, clock, tell } = options;
  const readMeta = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const writeMeta = database.prepare<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const dropMeta = database.prepare<[string]>('DELETE FROM meta WHERE key = ?');
  const toRefold = database.prepare<[], { entity: EntityReference }>('SELECT entity FROM entities_to_refold');
  const forgetRefold = database.prepare('DELETE FROM entities_to_refold');
  let isWhole = readMeta.get(wholeHistoryKey) === undefined;

  const foldQuietly = (placed: readonly PlacedEvent[]) =>
    fold.take(placed.filter(({ dead }) => dead === null), store.wholeAt, isWhole);

  /** Events that stand between those that are here: a row was damaged, or the file was. */
  const fillHoles = (events: readonly { event: JournalEvent; order: string; dead: string | null }[], touched: Set<EntityReference>): number => {
    let filled = 0;
    for (const { event, order, dead } of events) {
      if (mender.isAwaited(event.station, event.seq)) {
        if (!mender.arrived(event, order, dead)) continue;
      } else {
        const placed = store.append(event, order, dead);
        for (const entity of touchedBy(event, dead)) fold.takeMissing(entity, placed, store.wholeAt, isWhole);
      }
      filled += 1;
      for (const entity of touchedBy(event, dead)) touched.add(entity);
    }
    return filled;
  };

  const announce = (touched: ReadonlySet<EntityReference>, newConflicts: readonly Conflict[]): void => {
    if (touched.size > 0) tell({ entities: [...touched], hasOutgoing: false, isOwn: false, newConflicts });
  };

  const refoldWhole = (entity: EntityReference): void => {
    fold.refoldWhole(entity, store.ofEntityInOrder(entity));
    announce(new Set([entity]), []);
  };

  return {
    foldQuietly: (placed) => void foldQuietly(placed),
    hasWholeHistory: () => isWhole,
    missingEvents: () => store.countMissing(),
    refoldWhole,
    foldAnew: () =>
      createFoldAnew({
        headOf: fold.headOf,
        write(entity, whole) {
          fold.replace(entity, whole);
          announce(new Set([entity]), []);
        },
        foldFromJournal: refoldWhole,
        noted: () => toRefold.all().map(({ entity }) => entity),
      }),
    historyMissing() {
      if (isWhole) writeMeta.run(wholeHistoryKey, holes);
      isWhole = false;
    },
    hasHoles: () => !isWhole && readMeta.get(wholeHistoryKey)?.value === holes,
    holes: () => store.holes(),

    takeUp(incoming, { fromCentral, nowMs = clock.now(), moreFollows = false }, also) {
      const duplicates = { count: 0 };
      const gaps: { station: string; after: number; got: number }[] = [];
      const forked: { station: string; seq: number }[] = [];
      const ahead: { station: string; seq: number }[] = [];
      const bringBack = time.remember();
      let placed: PlacedEvent[] = [];
      let taken: { touched: Set<EntityReference>; newConflicts: readonly Conflict[] } = { touched: new Set(), newConflicts: [] };

      let late: { event: JournalEvent; order: string; dead: string | null }[] = [];
      let filled = 0;

      const accept = ({ event, order = event.hlc, dead }: IncomingEvent, heads: Map<string, ChainHead>): void => {
        const { station, seq } = event;
        const head = heads.get(station) ?? { seq: 0, hash: chainStart };
        if (seq <= head.seq) {
          const known = mender.isAwaited(station, seq) ? undefined : store.hashesAt(station, seq)?.hash;
          if (known === undefined) late.push({ event, order, dead });
          else if (known !== event.hash) forked.push({ station, seq });
          else duplicates.count += 1;
          return;
        }
        if (seq !== head.seq + 1) {
          gaps.push({ station, after: head.seq, got: seq });
          return;
        }
        if (event.previousHash !== head.hash) {
          forked.push({ station, seq });
          return;
        }
        if (fromCentral) time.follow(order);
        else if (!time.merge(order, nowMs)) {
          ahead.push({ station, seq });
          return;
        }
        placed.push(store.append(event, order, dead));
        heads.set(station, event);
      };

      try {
        const keep = moreFollows ? inLooseTransaction : inTransaction;
        keep(database, () => {
          placed = [];
          late = [];
          const heads = new Map(store.heads());
          const before = new Map(heads);
          for (const each of incoming) accept(each, heads);
          for (const [station, head] of heads) if (before.get(station) !== head) store.setHead(station, head);
          taken = foldQuietly(placed);
          filled = fillHoles(late, taken.touched);
          also?.();
        });
      } catch (error) {
        bringBack();
        throw error;
      }
      announce(taken.touched, taken.newConflicts);
      return { stored: placed.length + filled, duplicates: duplicates.count, gaps, forked, ahead };
    },

    addHistory(incoming, also) {
      let added: PlacedEvent[] = [];
      const keep = also ? inTransaction : inLooseTransaction;
      keep(database, () => {
        added = incoming.flatMap(({ event, order = event.hlc, dead }) =>
          store.hashesAt(event.station, event.seq) ? [] : [store.append(event, order, dead)],
        );
        also?.();
      });
      return added;
    },

    addUnlisted: (incoming) =>
      incoming.flatMap(({ event, order = event.hlc, dead }) => store.appendUnlisted(event, order, dead) ?? []),
    list: store.list,

    installSnapshot(entities, heads, also) {
      inTransaction(database, () => {
        writeMeta.run(wholeHistoryKey, '1');
        isWhole = false;
        for (const [station, head] of heads) if ((store.head(station)?.seq ?? 0) < head.seq) store.setHead(station, head);
        for (const each of entities) {
          fold.install(each.entity, each, store.wholeAt);
          time.follow(each.order);
        }
        also?.();
      });
      announce(new Set(entities.map(({ entity }) => entity)), []);
    },

    historyComplete() {
      const refolded = new Set<EntityReference>();
      const newConflicts: Conflict[] = [];
      inTransaction(database, () => {
        for (const { entity } of toRefold.all()) {
          newConflicts.push(...fold.refold(entity, '', store.wholeAt));
          refolded.add(entity);
        }
        forgetRefold.run();
        dropMeta.run(wholeHistoryKey);
      });
      isWhole = true;
      announce(refolded, newConflicts);
    },

    restamp(station, seq, order) {
      const touched = new Set<EntityReference>();
      const newConflicts: Conflict[] = [];
      inTransaction(database, () => {
        const placed = store.atSeq(station, seq);
        if (!placed || placed.order === order) return;
        store.move(placed, order);
        if (placed.dead !== null) return;
        const from = placed.order < order ? placed.order : order;
        for (const entity of entitiesTouched(placed.event.act)) {
          newConflicts.push(...fold.refold(entity, from, store.wholeAt));
          touched.add(entity);
        }
      });
      announce(touched, newConflicts);
    },
  };
}
