import type { Act, EntityReference, JournalEvent } from '#domain/journal/act.ts';
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
};

export type PlacedEvent = { readonly position: number; readonly event: JournalEvent };

/** Rows of the journal. Only ever appended to. */
export function createJournalStore(database: Database) {
  const columns = 'position, id, station, seq, hlc, at_ms, actor, act, previous_hash, hash';
  const insert = database.prepare<[string, string, number, string, number, string, string, string, string]>(
    'INSERT INTO journal (id, station, seq, hlc, at_ms, actor, act, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertEntity = database.prepare<[string, number]>('INSERT INTO journal_entities (entity, position) VALUES (?, ?)');
  const newestOfStation = database.prepare<[string], JournalRow>(
    `SELECT ${columns} FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1`,
  );
  const afterPosition = database.prepare<[number, number], JournalRow>(
    `SELECT ${columns} FROM journal WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const lastPosition = database.prepare<[], { position: number | null }>('SELECT MAX(position) AS position FROM journal');
  const ofEntity = database.prepare<[string, number, number], JournalRow>(
    `SELECT ${columns.split(', ').map((column) => `journal.${column}`).join(', ')} FROM journal_entities
     JOIN journal USING (position) WHERE entity = ? AND journal_entities.position > ? ORDER BY journal_entities.position LIMIT ?`,
  );
  const lastOfEntity = database.prepare<[string], { position: number | null }>(
    'SELECT MAX(position) AS position FROM journal_entities WHERE entity = ?',
  );
  const readAnswer = database.prepare<[string], { answer: string }>('SELECT answer FROM answers WHERE request_id = ?');
  const writeAnswer = database.prepare<[string, string, number]>('INSERT INTO answers (request_id, answer, at_ms) VALUES (?, ?, ?)');
  const forgetAnswers = database.prepare<[number, number]>(
    'DELETE FROM answers WHERE request_id IN (SELECT request_id FROM answers WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
  );

  return {
    append(event: JournalEvent, entities: readonly EntityReference[]): number {
      const { lastInsertRowid } = insert.run(
        event.id, event.station, event.seq, event.hlc, event.atMs, event.actor, JSON.stringify(event.act), event.previousHash, event.hash,
      );
      const position = Number(lastInsertRowid);
      for (const entity of entities) insertEntity.run(entity, position);
      return position;
    },
    newestOfStation(station: string): JournalEvent | undefined {
      const row = newestOfStation.get(station);
      return row && eventOf(row).event;
    },
    after: (position: number, limit: number): readonly PlacedEvent[] => afterPosition.all(position, limit).map(eventOf),
    lastPosition: (): number => lastPosition.get()?.position ?? 0,
    ofEntity: (entity: EntityReference, afterSeq: number, limit: number): readonly PlacedEvent[] =>
      ofEntity.all(entity, afterSeq, limit).map(eventOf),
    lastOfEntity: (entity: EntityReference): number => lastOfEntity.get(entity)?.position ?? 0,
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

function eventOf(row: JournalRow): PlacedEvent {
  return {
    position: row.position,
    event: {
      id: row.id,
      station: row.station,
      seq: row.seq,
      hlc: row.hlc,
      atMs: row.at_ms,
      actor: row.actor,
      act: JSON.parse(row.act) as Act,
      previousHash: row.previous_hash,
      hash: row.hash,
    },
  };
}
