import { entitiesTouched, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import type { Database } from '../db/database.ts';
import { withLooseIndexes } from '../db/with-loose-indexes.ts';
import type { EntityFold } from './entity-fold.ts';
import type { JournalStore } from './journal-store.ts';
import type { Outbox } from './outbox.ts';

export type EventMender = {
  /** Puts the event of a damaged row back as it was written; false when nobody here has it: then it has to be fetched. */
  mend(position: number): boolean;
  /** Whether the event stands here, but not as it was written. */
  /** Whether this position was found before and is being fetched. */
  isKnown(position: number): boolean;
  isAwaited(station: string, seq: number): boolean;
  /** Takes an event that was fetched; runs in the caller's transaction. False when it is not the one that stood here. */
  arrived(event: JournalEvent, order: string | undefined, dead: string | null): boolean;
  awaited(): number;
};

type Known = { position: number; station: string; seq: number };

/** Mends rows of the journal. The event of one is known for certain by the hashes before and behind it. */
export function createEventMender(options: {
  database: Database;
  store: JournalStore;
  fold: EntityFold;
  outbox: Outbox | undefined;
  station: string;
  now: () => number;
}): EventMender {
  const { database, store, fold, outbox } = options;
  // The index still says whose row it was when the row itself does not.
  const knownByIndex = database.prepare<[number], Known>(
    'SELECT position, station, seq FROM journal INDEXED BY sqlite_autoindex_journal_2 WHERE +position = ?',
  );
  const rows = database.prepare<[], { key: string }>("SELECT key FROM damaged_rows WHERE source = 'journal' AND mended_ms IS NULL");
  const await_ = database.prepare<[string, number]>("INSERT OR IGNORE INTO damaged_rows (source, key, found_ms) VALUES ('journal', ?, ?)");
  const mended = database.prepare<[number, string]>("UPDATE damaged_rows SET mended_ms = ? WHERE source = 'journal' AND key = ? AND mended_ms IS NULL");
  const awaited = new Map<string, number>();
  const left = new Set<number>();
  const wait = (key: string, position: number): void => {
    awaited.set(key, position);
    left.add(position);
  };
  for (const { key } of rows.all()) wait(key.slice(0, key.lastIndexOf('|')), Number(key.slice(key.lastIndexOf('|') + 1)));

  const isSound = (event: JournalEvent): boolean => {
    const { hash, ...unsigned } = event;
    return journalEventHash(unsigned) === hash;
  };
  /** Whether it is the very event that stood there: its row, its neighbours in the chain or the head of the chain say so. */
  const belongs = ({ station, seq, hash, previousHash }: JournalEvent): boolean =>
    store.hashesAt(station, seq)?.hash === hash ||
    store.hashesAt(station, seq + 1)?.previousHash === hash ||
    store.hashesAt(station, seq - 1)?.hash === previousHash ||
    (store.head(station)?.seq === seq && store.head(station)?.hash === hash);
  const put = (position: number, event: JournalEvent, order: string | undefined, dead: string | null): void => {
    const entities = touchedBy(event, dead);
    const place = order ?? entities.flatMap((entity) => store.orderIn(entity, position) ?? [])[0] ?? event.hlc;
    withLooseIndexes(database, 'journal', position, () => store.putBack({ position, event, order: place, dead }));
    for (const entity of entities) fold.refold(entity, place, store.wholeAt);
  };
  const keyOf = (station: string, seq: number): string => `${station}|${seq}`;

  return {
    mend(position) {
      if (left.has(position)) return false;
      const known = knownByIndex.get(position);
      if (!known) return false;
      const { station, seq } = known;
      left.add(position);
      const copy = station === options.station ? outbox?.event(seq) : undefined;
      if (copy && isSound(copy) && belongs(copy)) {
        put(position, copy, undefined, null);
        left.delete(position);
        return true;
      }
      await_.run(`${keyOf(station, seq)}|${position}`, options.now());
      wait(keyOf(station, seq), position);
      return false;
    },
    isKnown: (position) => left.has(position),
    isAwaited: (station, seq) => awaited.has(keyOf(station, seq)),
    arrived(event, order, dead) {
      const key = keyOf(event.station, event.seq);
      const position = awaited.get(key);
      if (position === undefined || !isSound(event) || !belongs(event)) return false;
      put(position, event, order, dead);
      mended.run(options.now(), `${key}|${position}`);
      awaited.delete(key);
      left.delete(position);
      return true;
    },
    awaited: () => awaited.size,
  };
}

/** Entities that a fetched event belongs to. */
export function touchedBy(event: JournalEvent, dead: string | null): readonly EntityReference[] {
  return dead === null ? entitiesTouched(event.act) : [];
}
