import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import type { Database } from '../db/database.ts';

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
};

/** An event at its place: `position` in this station's journal, `order` in the order of folding, `dead` why it has no effect. */
export type PlacedEvent = { readonly position: number; readonly order: string; readonly dead: string | null; readonly event: JournalEvent };
export type ChainHead = { readonly seq: number; readonly hash: string };

const columns = [
  'position', 'id', 'station', 'seq', 'hlc', 'at_ms', 'actor', 'act', 'previous_hash', 'hash', 'order_key', 'seen', 'alone_since_ms', 'dead',
];

/** Rows of the journal. Only ever appended to. */
export function createJournalStore(database: Database) {
  const select = `SELECT ${columns.map((column) => `journal.${column}`).join(', ')} FROM journal`;
  const insert = database.prepare<[string, string, number, string, number, string, string, string, string, string, string | null, number | null, string | null]>(
    `INSERT INTO journal (${columns.slice(1).join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertEntity = database.prepare<[string, number, string]>('INSERT INTO journal_entities (entity, position, order_key) VALUES (?, ?, ?)');
  const newestOfStation = database.prepare<[string], JournalRow>(`${select} WHERE station = ? ORDER BY seq DESC LIMIT 1`);
  const atSeq = database.prepare<[string, number], JournalRow>(`${select} WHERE station = ? AND seq = ?`);
  const afterSeq = database.prepare<[string, number, number], JournalRow>(`${select} WHERE station = ? AND seq > ? ORDER BY seq LIMIT ?`);
  const atPosition = database.prepare<[number], JournalRow>(`${select} WHERE position = ?`);
  const afterPosition = database.prepare<[number, number], JournalRow>(`${select} WHERE position > ? ORDER BY position LIMIT ?`);
  const lastPosition = database.prepare<[], { position: number | null }>('SELECT MAX(position) AS position FROM journal');
  const ofEntity = database.prepare<[string, number, number], JournalRow>(
    `${select.replace('FROM journal', 'FROM journal_entities JOIN journal USING (position)')}
     WHERE entity = ? AND journal_entities.position > ? ORDER BY journal_entities.position LIMIT ?`,
  );
  const lastOfEntity = database.prepare<[string], { position: number | null }>(
    'SELECT MAX(position) AS position FROM journal_entities WHERE entity = ?',
  );
  const readHead = database.prepare<[string], ChainHead>('SELECT seq, hash FROM chain_heads WHERE station = ?');
  const allHeads = database.prepare<[], ChainHead & { station: string }>('SELECT station, seq, hash FROM chain_heads');
  const writeHead = database.prepare<[string, number, string]>(
    'INSERT INTO chain_heads (station, seq, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
  );
  const moveEvent = database.prepare<[string, string, number]>('UPDATE journal SET order_key = ? WHERE station = ? AND seq = ?');
  const moveEntity = database.prepare<[string, number]>('UPDATE journal_entities SET order_key = ? WHERE position = ?');
  const readAnswer = database.prepare<[string], { answer: string }>('SELECT answer FROM answers WHERE request_id = ?');
  const writeAnswer = database.prepare<[string, string, number]>('INSERT INTO answers (request_id, answer, at_ms) VALUES (?, ?, ?)');
  const forgetAnswers = database.prepare<[number, number]>(
    'DELETE FROM answers WHERE request_id IN (SELECT request_id FROM answers WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
  );

  const first = (row: JournalRow | undefined): PlacedEvent | undefined => row && placed(row);

  return {
    /** Adds an event; it does not become the head of its station's chain by that. */
    append(event: JournalEvent, order: string, dead: string | null): PlacedEvent {
      const { lastInsertRowid } = insert.run(
        event.id, event.station, event.seq, event.hlc, event.atMs, event.actor, JSON.stringify(event.act), event.previousHash, event.hash,
        order, event.seen ? JSON.stringify(event.seen) : null, event.aloneSinceMs ?? null, dead,
      );
      const position = Number(lastInsertRowid);
      if (dead === null) for (const entity of entitiesTouched(event.act)) insertEntity.run(entity, position, order);
      return { position, order, dead, event };
    },
    newestOfStation: (station: string): JournalEvent | undefined => first(newestOfStation.get(station))?.event,
    atSeq: (station: string, seq: number): PlacedEvent | undefined => first(atSeq.get(station, seq)),
    /** Events of one station behind a running number, in order. */
    ofStation: (station: string, after: number, limit: number): readonly PlacedEvent[] => afterSeq.all(station, after, limit).map(placed),
    /** Throws where there is none: positions come from the journal itself. */
    atPosition(position: number): PlacedEvent {
      const row = atPosition.get(position);
      if (!row) throw new Error(`the journal has no position ${position}`);
      return placed(row);
    },
    after: (position: number, limit: number): readonly PlacedEvent[] => afterPosition.all(position, limit).map(placed),
    lastPosition: (): number => lastPosition.get()?.position ?? 0,
    ofEntity: (entity: EntityReference, afterPosition: number, limit: number): readonly PlacedEvent[] =>
      ofEntity.all(entity, afterPosition, limit).map(placed),
    lastOfEntity: (entity: EntityReference): number => lastOfEntity.get(entity)?.position ?? 0,
    /** The newest event of a station up to which the chain is followed here. */
    head: (station: string): ChainHead | undefined => readHead.get(station),
    heads: (): ReadonlyMap<string, ChainHead> => new Map(allHeads.all().map(({ station, seq, hash }) => [station, { seq, hash }])),
    setHead: (station: string, { seq, hash }: ChainHead): void => {
      writeHead.run(station, seq, hash);
    },
    /** Gives an event another place in the order. */
    move({ position, event }: PlacedEvent, order: string): void {
      moveEvent.run(order, event.station, event.seq);
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

export type JournalStore = ReturnType<typeof createJournalStore>;

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
