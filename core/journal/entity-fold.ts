import type { Conflict } from '#domain/conflicts/conflict.ts';
import { entitiesTouched, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { conflictsIn, foldEntity, splitReference, type AnyEntityState, type EntityKind } from '#domain/journal/fold-entity.ts';
import type { Database } from '../db/database.ts';
import type { CheckedRow } from '../db/row-damage.ts';
import { isWholeSql, withHash } from '../db/row-hash.ts';
import { checkpointsKept, eventsPerCheckpoint, foldNext, nothingFolded, type WholeFold } from './fold-anew.ts';
import type { PlacedEvent } from './journal-store.ts';

/** An event as it was written; undefined while it is damaged and being fetched: then it is left out for the time being. */
type ReadEvent = (position: number) => PlacedEvent | undefined;

/** A read table of folded states. */
export type EntityTable = {
  readonly kind: EntityKind;
  /** The word for a row that is not as it was written: nothing is folded on top of it. */
  read(id: string): AnyEntityState | undefined | 'damaged';
  write(id: string, state: AnyEntityState | undefined): void;
  clear(): void;
  /** Runs in the transaction that took the event up, and not when the table is rebuilt. */
  recorded?(id: string, event: JournalEvent): void;
};

export type ConflictTable = {
  replaceOf(entity: EntityReference, conflicts: readonly Conflict[]): readonly Conflict[];
  clear(): void;
};

/** Sorts behind every place in the order. */
const afterEverything = '~';

/**
 * Keeps the folded state of each entity what it would be if all its events had come in the order of the hybrid clock. An event
 * that comes late is folded in at its place, from the nearest state before it. Everything here runs inside the caller's transaction.
 */
export function createEntityFold(options: { database: Database; tables: readonly EntityTable[]; conflicts: ConflictTable }) {
  const { database, conflicts } = options;
  const tables = new Map(options.tables.map((table) => [table.kind, table]));
  const readSeen = database.prepare<[string, string], { seq: number }>('SELECT seq FROM entity_seen WHERE entity = ? AND station = ?');
  const othersSeen = database.prepare<[string, string], { station: string; seq: number }>(
    'SELECT station, seq FROM entity_seen WHERE entity = ? AND station <> ?',
  );
  const writeSeen = database.prepare<[string, string, number]>(
    'INSERT INTO entity_seen (entity, station, seq) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = MAX(seq, excluded.seq)',
  );
  const readHead = database.prepare<[string], { order_key: string; folded: number }>('SELECT order_key, folded FROM entity_heads WHERE entity = ?');
  const newestOrder = database.prepare<[], { order_key: string | null }>('SELECT MAX(order_key) AS order_key FROM entity_heads');
  const writeHead = database.prepare<[string, string, number]>(
    'INSERT INTO entity_heads (entity, order_key, folded) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET order_key = excluded.order_key, folded = excluded.folded',
  );
  const checkpointsBefore = database.prepare<[string, string], CheckedRow & { order_key: string; body: string }>(
    `SELECT order_key, body, ${isWholeSql('entity_checkpoints')} FROM entity_checkpoints WHERE entity = ? AND order_key < ? ORDER BY order_key DESC`,
  );
  const writeCheckpoint = database.prepare<[string, string, string, string]>(
    'INSERT OR REPLACE INTO entity_checkpoints (entity, order_key, body, row_hash) VALUES (?, ?, ?, ?)',
  );
  const dropCheckpointsFrom = database.prepare<[string, string]>('DELETE FROM entity_checkpoints WHERE entity = ? AND order_key >= ?');
  const dropOldCheckpoints = database.prepare<[string, string, number]>(
    `DELETE FROM entity_checkpoints WHERE entity = ? AND order_key < (SELECT MIN(order_key) FROM
       (SELECT order_key FROM entity_checkpoints WHERE entity = ? ORDER BY order_key DESC LIMIT ?))`,
  );
  const wantRefold = database.prepare<[string]>('INSERT OR IGNORE INTO entities_to_refold (entity) VALUES (?)');
  const forgetRefold = database.prepare<[string]>('DELETE FROM entities_to_refold WHERE entity = ?');
  const eventsAfter = database.prepare<[string, string], { position: number }>(
    'SELECT position FROM journal_entities WHERE entity = ? AND order_key > ? ORDER BY order_key',
  );

  const tableOf = (reference: EntityReference): { table: EntityTable; id: string } => {
    const { kind, id } = splitReference(reference);
    const table = tables.get(kind);
    if (!table) throw new Error(`no table holds ${kind}`);
    return { table, id };
  };

  type Folded = { state: AnyEntityState | undefined; order: string; folded: number };

  /** Folds events behind a state, leaving a state in between from time to time. */
  const foldOn = (entity: EntityReference, from: Folded, events: readonly PlacedEvent[]): Folded => {
    let { state, order, folded } = from;
    for (const { event, order: place } of events) {
      state = foldEntity(entity, state, event);
      order = place;
      folded += 1;
      if (folded < eventsPerCheckpoint) continue;
      folded = 0;
      if (state === undefined) continue;
      writeCheckpoint.run(...withHash('entity_checkpoints', entity, order, JSON.stringify(state)));
      dropOldCheckpoints.run(entity, entity, checkpointsKept);
    }
    return { state, order, folded };
  };

  const keep = (entity: EntityReference, { state, order, folded }: Folded): readonly Conflict[] => {
    const { table, id } = tableOf(entity);
    table.write(id, state);
    writeHead.run(entity, order, folded);
    return conflicts.replaceOf(entity, conflictsIn(state));
  };

  const replace = (entity: EntityReference, whole: WholeFold): void => {
    for (const [station, seq] of whole.seen) writeSeen.run(entity, station, seq);
    dropCheckpointsFrom.run(entity, '');
    for (const { order, body } of whole.checkpoints) writeCheckpoint.run(...withHash('entity_checkpoints', entity, order, body));
    keep(entity, whole);
  };

  /** The state before the first of the late events, and all events from there on. */
  const foldAgain = (entity: EntityReference, firstLate: string, readEvent: ReadEvent): Folded => {
    dropCheckpointsFrom.run(entity, firstLate);
    return foldFrom(entity, firstLate, readEvent);
  };

  const wholeCheckpoint = (entity: EntityReference, place: string) => {
    for (const row of checkpointsBefore.iterate(entity, place)) if (row.is_whole === 1) return row;
    return undefined;
  };

  /** Folds from the nearest state before a place that is as it was written. */
  const foldFrom = (entity: EntityReference, place: string, readEvent: ReadEvent): Folded => {
    const checkpoint = wholeCheckpoint(entity, place);
    const from: Folded = checkpoint
      ? { state: JSON.parse(checkpoint.body) as AnyEntityState, order: checkpoint.order_key, folded: 0 }
      : { state: undefined, order: '', folded: 0 };
    return foldOn(entity, from, eventsAfter.all(entity, from.order).flatMap(({ position }) => readEvent(position) ?? []));
  };

  return {
    /** The highest place in the order at which anything is folded here. */
    newestOrder: (): string | undefined => newestOrder.get()?.order_key ?? undefined,

    /** What the station knows of the entities an act touches, for the event's `seen`. */
    seenByOthers(entities: readonly EntityReference[], station: string): Readonly<Record<string, number>> | undefined {
      const seen: Record<string, number> = {};
      for (const entity of entities) {
        for (const other of othersSeen.all(entity, station)) seen[other.station] = Math.max(seen[other.station] ?? 0, other.seq);
      }
      return Object.keys(seen).length > 0 ? seen : undefined;
    },

    /**
     * Folds events that stand in the journal since a moment ago. `hasWholeHistory` is false while older events are still being fetched:
     * then a late event is folded on top for the time being and noted to be folded at its place later.
     */
    take(
      placed: readonly PlacedEvent[],
      readEvent: ReadEvent,
      hasWholeHistory: boolean,
    ): { touched: Set<EntityReference>; newConflicts: readonly Conflict[] } {
      const byEntity = new Map<EntityReference, PlacedEvent[]>();
      for (const each of placed) {
        for (const entity of entitiesTouched(each.event.act)) {
          if ((readSeen.get(entity, each.event.station)?.seq ?? 0) >= each.event.seq) continue;
          const list = byEntity.get(entity);
          if (list) list.push(each);
          else byEntity.set(entity, [each]);
        }
      }
      const newConflicts: Conflict[] = [];
      for (const [entity, events] of byEntity) {
        for (const { event } of events) writeSeen.run(entity, event.station, event.seq);
        const { table, id } = tableOf(entity);
        const head = readHead.get(entity);
        const sorted = events.length > 1 ? events.toSorted((left, right) => (left.order < right.order ? -1 : 1)) : events;
        const first = sorted[0]?.order ?? '';
        const isLate = head !== undefined && first <= head.order_key;
        // Without the whole history an entity that is new here may have older events elsewhere.
        if (!hasWholeHistory && (isLate || head === undefined)) wantRefold.run(entity);
        const state = table.read(id);
        const folded =
          (isLate && hasWholeHistory) || state === 'damaged'
            ? foldAgain(entity, first, readEvent)
            : foldOn(entity, { state, order: head?.order_key ?? '', folded: head?.folded ?? 0 }, sorted);
        const order = head !== undefined && head.order_key > folded.order ? head.order_key : folded.order;
        newConflicts.push(...keep(entity, { ...folded, order }));
        for (const { event } of events) table.recorded?.(id, event);
      }
      return { touched: new Set(byEntity.keys()), newConflicts };
    },

    /** Folds an entity at a new place of one of its events; `from` is the earlier of the old and the new place. Gives the conflicts that are new. */
    refold(entity: EntityReference, from: string, readEvent: ReadEvent): readonly Conflict[] {
      return keep(entity, foldAgain(entity, from, readEvent));
    },

    /** Takes an event that was missing between; with others still missing it is only noted that the entity is to be folded again then. */
    takeMissing(entity: EntityReference, { event, order }: PlacedEvent, readEvent: ReadEvent, hasWholeHistory: boolean): void {
      writeSeen.run(entity, event.station, event.seq);
      if (hasWholeHistory) keep(entity, foldAgain(entity, order, readEvent));
      else wantRefold.run(entity);
    },

    /** Up to where an entity is folded. */
    headOf: (entity: EntityReference): string | undefined => readHead.get(entity)?.order_key,

    /** Puts an entity in place that was folded from nothing, and what of which station is known of it. */
    replace,

    /** Folds an entity from nothing by all its events. */
    refoldWhole(entity: EntityReference, events: readonly PlacedEvent[]): void {
      const whole = nothingFolded();
      for (const placed of events) foldNext(entity, whole, placed);
      replace(entity, whole);
      forgetRefold.run(entity);
    },

    /** Folds an entity again whose row was damaged; false when nothing was ever folded of it. */
    mend(entity: EntityReference, readEvent: ReadEvent): boolean {
      const head = readHead.get(entity);
      if (!head) return false;
      const folded = foldFrom(entity, afterEverything, readEvent);
      keep(entity, { ...folded, order: folded.order > head.order_key ? folded.order : head.order_key });
      return true;
    },

    /** Puts a state in place that was folded elsewhere, and on top of it what only this station knows of the entity so far. */
    install(
      entity: EntityReference,
      { body, order, seen }: { body: string; order: string; seen: Readonly<Record<string, number>> },
      readEvent: ReadEvent,
    ): void {
      const own = eventsAfter
        .all(entity, '')
        .flatMap(({ position }) => readEvent(position) ?? [])
        .filter(({ event }) => event.seq > (seen[event.station] ?? 0));
      if (own.some((event) => event.order < order)) wantRefold.run(entity);
      for (const [station, seq] of Object.entries(seen)) writeSeen.run(entity, station, seq);
      dropCheckpointsFrom.run(entity, '');
      writeCheckpoint.run(...withHash('entity_checkpoints', entity, order, body));
      const folded = foldOn(entity, { state: JSON.parse(body) as AnyEntityState, order, folded: 0 }, own);
      keep(entity, { ...folded, order: folded.order > order ? folded.order : order });
    },

    /** Empties the tables; the caller then takes the whole journal up again. */
    clear(): void {
      for (const table of tables.values()) table.clear();
      conflicts.clear();
      database.exec('DELETE FROM entity_seen; DELETE FROM entity_heads; DELETE FROM entity_checkpoints; DELETE FROM entities_to_refold');
    },
  };
}

export type EntityFold = ReturnType<typeof createEntityFold>;
