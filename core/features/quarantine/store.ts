import type { Quarantine, QuarantineSample } from '#contract/records/quarantine-records.ts';
import type { Message } from '#domain/facts/fact.ts';
import type { Database } from '../../db/database.ts';

const keptPerReason = 500;
const pruneEvery = 50;
const reasonsPerSource = 200;
/** However many reasons there are, one source's messages take 320 MB at most. */
const keptPerSource = 5_000;
const keptBytes = 65_536;
const shownLetters = 2_000;
const reasonLetters = 200;

/** Messages that could not be understood: every one counted, the newest of each reason kept as they came. */
export function createQuarantineStore(database: Database) {
  const count = database.prepare<[string, string, number, number, string]>(
    `INSERT INTO quarantine (source_id, reason, count, first_ms, last_ms, last_topic) VALUES (?, ?, 1, ?, ?, ?)
     ON CONFLICT (source_id, reason) DO UPDATE SET count = count + 1, last_ms = excluded.last_ms, last_topic = excluded.last_topic`,
  );
  const keep = database.prepare<[string, string, number, string, number, Uint8Array]>(
    'INSERT INTO quarantined_messages (source_id, reason, at_ms, topic, bytes, payload) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const prune = database.prepare<[string, string, string, string, number]>(
    `DELETE FROM quarantined_messages WHERE source_id = ? AND reason = ? AND id <= (
       SELECT id FROM quarantined_messages WHERE source_id = ? AND reason = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  );
  const pruneSource = database.prepare<[string, string, number]>(
    `DELETE FROM quarantined_messages WHERE source_id = ? AND id <= (
       SELECT id FROM quarantined_messages WHERE source_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  );
  const everything = database.prepare<[], QuarantineRow>('SELECT * FROM quarantine');
  const one = database.prepare<[string, string], QuarantineRow>('SELECT * FROM quarantine WHERE source_id = ? AND reason = ?');
  const samples = database.prepare<[string, number], { source_id: string; reason: string; at_ms: number; topic: string; bytes: number; payload: Uint8Array }>(
    'SELECT source_id, reason, at_ms, topic, bytes, payload FROM quarantined_messages WHERE source_id = ? ORDER BY id DESC LIMIT ?',
  );
  const reasonsOf = database.prepare<[string], { count: number }>('SELECT COUNT(*) AS count FROM quarantine WHERE source_id = ?');
  const insertedSincePrune = new Map<string, number>();

  /** Reasons quote foreign text, so a hostile source could invent them without end. */
  const boundedReason = (sourceId: string, reason: string): string =>
    one.get(sourceId, reason) || (reasonsOf.get(sourceId)?.count ?? 0) < reasonsPerSource ? reason : 'more reasons than are counted apart';

  const isPruneDue = (of: string): boolean => {
    const inserted = (insertedSincePrune.get(of) ?? 0) + 1;
    insertedSincePrune.set(of, inserted % pruneEvery);
    return inserted >= pruneEvery;
  };

  return {
    /** Returns the feed key of the counted reason. */
    receive(sourceId: string, message: Message, fullReason: string): string {
      const reason = boundedReason(sourceId, fullReason.slice(0, reasonLetters));
      const key = keyOf(sourceId, reason);
      count.run(sourceId, reason, message.receivedAtMs, message.receivedAtMs, message.topic);
      keep.run(sourceId, reason, message.receivedAtMs, message.topic, message.payload.byteLength, message.payload.subarray(0, keptBytes));
      if (isPruneDue(key)) prune.run(sourceId, reason, sourceId, reason, keptPerReason);
      if (isPruneDue(sourceId)) pruneSource.run(sourceId, sourceId, keptPerSource);
      return key;
    },
    keys: (): readonly string[] => everything.all().map((row) => keyOf(row.source_id, row.reason)),
    read(key: string): Quarantine | undefined {
      const bar = key.indexOf('|');
      const row = one.get(key.slice(0, bar), key.slice(bar + 1));
      return (
        row && {
          id: key,
          sourceId: row.source_id,
          reason: row.reason,
          count: row.count,
          firstAtMs: row.first_ms,
          lastAtMs: row.last_ms,
          lastTopic: row.last_topic,
        }
      );
    },
    samples: (sourceId: string, limit: number): QuarantineSample[] =>
      samples.all(sourceId, limit).map((row) => ({
        sourceId: row.source_id,
        reason: row.reason,
        atMs: row.at_ms,
        topic: row.topic,
        bytes: row.bytes,
        text: new TextDecoder().decode(row.payload).slice(0, shownLetters),
      })),
  };
}

type QuarantineRow = { source_id: string; reason: string; count: number; first_ms: number; last_ms: number; last_topic: string };

function keyOf(sourceId: string, reason: string): string {
  return `${sourceId}|${reason}`;
}
