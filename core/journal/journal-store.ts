import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { DamagedFileError, type Database } from '../db/database.ts';
import { createRowDamage, type RowDamage } from '../db/row-damage.ts';
import { rowHash } from '../db/row-hash.ts';

type JournalRow = {
  position: number;
  id: string;
  station: string;
  seq: number;
  hlc: string;
  at_ms: number;
  actor: string;
  act: string;
  previous_hash: string;
  hash: string;
  order_key: string;
  seen: string | null;
  alone_since_ms: number | null;
  dead: string | null;
  row_hash: string;
};

/** An event at its place: `position` in this station's journal, `order` in the order of folding, `dead` why it has no effect. */
export type PlacedEvent = { readonly position: number; readonly order: string; readonly dead: string | null; readonly event: JournalEvent };
/** An event in the list of an entity it touches. */
export type Listing = { readonly entity: EntityReference; readonly position: number; readonly order: string };
/** Events of a station that are missing between others, by their running numbers. */
export type Hole = { readonly station: string; readonly from: number; readonly to: number };
export type ChainHead = { readonly seq: number; readonly hash: string };

const columns = [
  'position', 'id', 'station', 'seq', 'hlc', 'at_ms', 'actor', 'act', 'previous_hash', 'hash', 'order_key', 'seen', 'alone_since_ms', 'dead', 'row_hash',
];

/** Rows of the journal. Only ever appended to, and mended. */
export function createJournalStore(database: Database, damage: RowDamage = createRowDamage()) {
  const select = `SELECT ${columns.map((column) => `journal.${column}`).join(', ')} FROM journal`;
  const into = `INTO journal (${columns.slice(1).join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const insert = database.prepare<EventValues>(`INSERT ${into}`);
  const insertNew = database.prepare<EventValues>(`INSERT OR IGNORE ${into}`);
  const rewrite = database.prepare<[...EventValues, number]>(
    `UPDATE journal SET ${columns.slice(1).map((column) => `${column} = ?`).join(', ')} WHERE position = ?`,
  );
  const putEntity = database.prepare<[string, number, string]>('INSERT OR REPLACE INTO journal_entities (entity, position, order_key) VALUES (?, ?, ?)');
  const orderIn = database.prepare<[string, number], { order_key: string }>('SELECT order_key FROM journal_entities WHERE entity = ? AND position = ?');
  const insertEntity = database.prepare<[string, number, string]>('INSERT INTO journal_entities (entity, position, order_key) VALUES (?, ?, ?)');
  const listEntity = database.prepare<[string, number, string]>('INSERT OR IGNORE INTO journal_entities (entity, position, order_key) VALUES (?, ?, ?)');
  const newestOfStation = database.prepare<[string], JournalRow>(`${select} WHERE station = ? ORDER BY seq DESC LIMIT 1`);
  const atSeq = database.prepare<[string, number], JournalRow>(`${select} WHERE station = ? AND seq = ?`);
  const ofId = database.prepare<[string], { position: number }>('SELECT position FROM journal WHERE id = ?');
  const hashesAt = database.prepare<[string, number], { position: number; hash: string; previousHash: string }>(
    'SELECT position, hash, previous_hash AS previousHash FROM journal WHERE station = ? AND seq = ?',
  );
  const afterSeq = database.prepare<[string, number, number], JournalRow>(`${select} WHERE station = ? AND seq > ? ORDER BY seq LIMIT ?`);
  const atPosition = database.prepare<[number], JournalRow>(`${select} WHERE position = ?`);
  const afterPosition = database.prepare<[number, number], JournalRow>(`${select} WHERE position > ? ORDER BY position LIMIT ?`);
  const missing = database.prepare<[], { count: number }>('SELECT (SELECT COALESCE(SUM(seq), 0) FROM chain_heads) - (SELECT COUNT(*) FROM journal) AS count');
  const gaps = database.prepare<[], Hole>(
    `SELECT station, before + 1 AS "from", seq - 1 AS "to" FROM (
       SELECT station, seq, LAG(seq, 1, 0) OVER (PARTITION BY station ORDER BY seq) AS before
       FROM (SELECT station, seq FROM journal UNION SELECT station, seq + 1 FROM chain_heads)
     ) WHERE seq > before + 1 ORDER BY station, seq`,
  );
  const lastPosition = database.prepare<[], { position: number | null }>('SELECT MAX(position) AS position FROM journal');
  const ofEntity = database.prepare<[string, number, number], JournalRow>(
    `${select.replace('FROM journal', 'FROM journal_entities JOIN journal USING (position)')}
     WHERE entity = ? AND journal_entities.position > ? ORDER BY journal_entities.position LIMIT ?`,
  );
  const inOrder = database.prepare<[string], JournalRow>(
    `${select.replace('FROM journal', 'FROM journal_entities JOIN journal USING (position)')} WHERE entity = ? ORDER BY journal_entities.order_key`,
  );
  const lastOfEntity = database.prepare<[string], { position: number | null }>(
    'SELECT MAX(position) AS position FROM journal_entities WHERE entity = ?',
  );
  const readHead = database.prepare<[string], ChainHead>('SELECT seq, hash FROM chain_heads WHERE station = ?');
  const allHeads = database.prepare<[], ChainHead & { station: string }>('SELECT station, seq, hash FROM chain_heads');
  const writeHead = database.prepare<[string, number, string]>(
    'INSERT INTO chain_heads (station, seq, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
  );
  const moveEvent = database.prepare<[string, string, number]>('UPDATE journal SET order_key = ?, row_hash = ? WHERE position = ?');
  const moveEntity = database.prepare<[string, number]>('UPDATE journal_entities SET order_key = ? WHERE position = ?');
  const readAnswer = database.prepare<[string], { answer: string }>('SELECT answer FROM answers WHERE request_id = ?');
  const writeAnswer = database.prepare<[string, string, number]>('INSERT INTO answers (request_id, answer, at_ms) VALUES (?, ?, ?)');
  const forgetAnswers = database.prepare<[number, number]>(
    'DELETE FROM answers WHERE request_id IN (SELECT request_id FROM answers WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
  );

  const first = (row: JournalRow | undefined): PlacedEvent | undefined => row && placed(row);
  const checked = (row: JournalRow | undefined) => row && { ...row, is_whole: isWhole(row) ? 1 : 0 };
  const whole = (position: number, known?: JournalRow): PlacedEvent | undefined => {
    let row = known;
    const get = (): (JournalRow & { is_whole: number }) | undefined => {
      const found = checked(row ?? atPosition.get(position));
      row = undefined;
      return found;
    };
    return first(damage.read('journal', String(position), get));
  };

  const written = (event: JournalEvent, order: string, dead: string | null): PlacedEvent => {
    const { lastInsertRowid } = insert.run(...valuesOf(event, order, dead));
    return { position: Number(lastInsertRowid), order, dead, event };
  };

  return {
    /** Adds an event; it does not become the head of its station's chain by that. */
    append(event: JournalEvent, order: string, dead: string | null): PlacedEvent {
      const placed = written(event, order, dead);
      for (const { entity } of listingsOf(placed)) insertEntity.run(entity, placed.position, order);
      return placed;
    },
    /** Adds an event that no entity's list knows yet, `list` follows; or finds it where it stands. Undefined when another has its number or id. */
    appendUnlisted(event: JournalEvent, order: string, dead: string | null): PlacedEvent | undefined {
      const { changes, lastInsertRowid } = insertNew.run(...valuesOf(event, order, dead));
      if (changes === 1) return { position: Number(lastInsertRowid), order, dead, event };
      const known = first(atSeq.get(event.station, event.seq));
      return known?.event.hash === event.hash ? known : undefined;
    },
    /** Enters an event in an entity's list, if it is not there. */
    list: ({ entity, position, order }: Listing): void => void listEntity.run(entity, position, order),
    /** Puts an event back at the position where it stood. */
    putBack({ position, event, order, dead }: PlacedEvent): void {
      rewrite.run(...valuesOf(event, order, dead), position);
      if (dead === null) for (const entity of entitiesTouched(event.act)) putEntity.run(entity, position, order);
    },
    /** The place of an event in the order, as the entity's list of events has it. */
    orderIn: (entity: EntityReference, position: number): string | undefined => orderIn.get(entity, position)?.order_key,
    newestOfStation: (station: string): JournalEvent | undefined => first(newestOfStation.get(station))?.event,
    /** The hashes as they stand in the row, be it whole or not. */
    hashesAt: (station: string, seq: number): { readonly hash: string; readonly previousHash: string } | undefined => hashesAt.get(station, seq),
    atSeq: (station: string, seq: number): PlacedEvent | undefined => first(atSeq.get(station, seq)),
    /** Events of one station behind a running number, in order. */
    ofStation: (station: string, after: number, limit: number): readonly PlacedEvent[] => afterSeq.all(station, after, limit).map(placed),
    /** The events of an entity in the order of folding, as they stand there, not checked. */
    ofEntityInOrder: (entity: EntityReference): readonly PlacedEvent[] => inOrder.all(entity).map(placed),
    /** The event at a position, as it was written; undefined when it is damaged and could not be mended. */
    wholeAt: (position: number): PlacedEvent | undefined => whole(position),
    /** Whether the event at a position is as it was written. Throws where a list that leads to it does not know it. */
    isWholeAt(position: number): boolean {
      const found = whole(position);
      if (!found) return false;
      const { id, station, seq, act } = found.event;
      const entities = found.dead === null ? entitiesTouched(act) : [];
      const isListed = ofId.get(id)?.position === position && hashesAt.get(station, seq)?.position === position;
      if (isListed && entities.every((entity) => orderIn.get(entity, position)?.order_key === found.order)) return true;
      throw new DamagedFileError(`a list of the journal does not know position ${position}`);
    },
    /** Events of one station behind a running number up to the first that is damaged and could not be mended. */
    wholeOfStation(station: string, after: number, limit: number): readonly PlacedEvent[] {
      const found: PlacedEvent[] = [];
      for (const row of afterSeq.all(station, after, limit)) {
        const event = whole(row.position, row);
        if (!event || event.event.seq !== after + found.length + 1) break;
        found.push(event);
      }
      return found;
    },
    after: (position: number, limit: number): readonly PlacedEvent[] => afterPosition.all(position, limit).map(placed),
    /** Events before the heads of the chains that do not stand here. */
    countMissing: (): number => missing.get()?.count ?? 0,
    holes: (): readonly Hole[] => gaps.all(),
    lastPosition: (): number => lastPosition.get()?.position ?? 0,
    ofEntity: (entity: EntityReference, afterPosition: number, limit: number): readonly PlacedEvent[] =>
      ofEntity.all(entity, afterPosition, limit).flatMap((row) => whole(row.position, row) ?? []),
    lastOfEntity: (entity: EntityReference): number => lastOfEntity.get(entity)?.position ?? 0,
    /** The newest event of a station up to which the chain is followed here. */
    head: (station: string): ChainHead | undefined => readHead.get(station),
    heads: (): ReadonlyMap<string, ChainHead> => new Map(allHeads.all().map(({ station, seq, hash }) => [station, { seq, hash }])),
    setHead: (station: string, { seq, hash }: ChainHead): void => {
      writeHead.run(station, seq, hash);
    },
    /** Gives an event another place in the order. */
    move({ position, event, dead }: PlacedEvent, order: string): void {
      moveEvent.run(order, rowHash('journal', event.station, event.seq, event.hash, order, dead), position);
      moveEntity.run(order, position);
    },
    answerTo(requestId: string): unknown {
      const row = readAnswer.get(requestId);
      return row && (JSON.parse(row.answer) as unknown);
    },
    keepAnswer: (requestId: string, answer: unknown, atMs: number): void => {
      writeAnswer.run(requestId, JSON.stringify(answer), atMs);
    },
    forgetAnswersBefore: (atMs: number, limit: number): number => forgetAnswers.run(atMs, limit).changes,
  };
}

/** What the lists of the entities that an event touches say of it. */
export function listingsOf({ event, position, order, dead }: PlacedEvent): readonly Listing[] {
  return dead === null ? entitiesTouched(event.act).map((entity) => ({ entity, position, order })) : [];
}

export type JournalStore = ReturnType<typeof createJournalStore>;

type EventValues = [
  string, string, number, string, number, string, string, string, string, string, string | null, number | null, string | null, string,
];

/** An event as the columns hold it, without its position. */
function valuesOf(event: JournalEvent, order: string, dead: string | null): EventValues {
  return [
    event.id, event.station, event.seq, event.hlc, event.atMs, event.actor, JSON.stringify(event.act), event.previousHash, event.hash,
    order, event.seen ? JSON.stringify(event.seen) : null, event.aloneSinceMs ?? null, dead,
    rowHash('journal', event.station, event.seq, event.hash, order, dead),
  ];
}

function isWhole(row: JournalRow): boolean {
  try {
    const { hash, ...unsigned } = placed(row).event;
    return journalEventHash(unsigned) === hash && rowHash('journal', row.station, row.seq, row.hash, row.order_key, row.dead) === row.row_hash;
  } catch {
    return false;
  }
}

function placed(row: JournalRow): PlacedEvent {
  return {
    position: row.position,
    order: row.order_key,
    dead: row.dead,
    event: {
      id: row.id,
      station: row.station,
      seq: row.seq,
      hlc: row.hlc,
      atMs: row.at_ms,
      actor: row.actor,
      ...(row.seen === null ? {} : { seen: JSON.parse(row.seen) as Record<string, number> }),
      ...(row.alone_since_ms === null ? {} : { aloneSinceMs: row.alone_since_ms }),
      act: JSON.parse(row.act) as Act,
      previousHash: row.previous_hash,
      hash: row.hash,
    },
  };
}
