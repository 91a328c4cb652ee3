import type { Database } from '../db/database.ts';

/** A numbered feed that lives in the database: a reader resumes from any number, and nothing waits in memory. */
export type LogFeed<Item> = {
  append(item: Item, atMs: number): void;
  read(parameters: unknown, afterSeq: number, limit: number): readonly { seq: number; item: Item }[];
  lastSeq(parameters: unknown): number;
  /** The newest entry about an item; looked for among the last ones only. */
  newest(id: string): Item | undefined;
  subscribe(parameters: unknown, onMore: () => void): () => void;
  /** Wakes the readers; called after the transaction that appended. */
  announce(): void;
  /**
   * Drops the oldest entries written before a time, at most `limit`, and returns how many it were. Numbers are never given
   * again: a reader that resumes behind a dropped one goes on with the oldest that is left.
   */
  forgetBefore(atMs: number, limit: number): number;
};

/** So many are looked through in about 20 ms. */
const entriesLookedThrough = 20_000;

export function createLogFeed<Item>(database: Database, feed: string): LogFeed<Item> {
  const insert = database.prepare<[string, number, string]>('INSERT INTO feed_log (feed, at_ms, body) VALUES (?, ?, ?)');
  const select = database.prepare<[string, number, number], { seq: number; body: string }>(
    'SELECT seq, body FROM feed_log WHERE feed = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const last = database.prepare<[string], { seq: number | null }>('SELECT MAX(seq) AS seq FROM feed_log WHERE feed = ?');
  const newest = database.prepare<[string, number, string], { body: string }>(
    "SELECT body FROM (SELECT seq, body FROM feed_log WHERE feed = ? ORDER BY seq DESC LIMIT ?) WHERE body ->> '$.id' = ? ORDER BY seq DESC LIMIT 1",
  );
  const oldest = database.prepare<[string], { at_ms: number }>('SELECT at_ms FROM feed_log WHERE feed = ? ORDER BY seq LIMIT 1');
  const forget = database.prepare<[number, string, number]>(
    'DELETE FROM feed_log WHERE at_ms < ? AND seq IN (SELECT seq FROM feed_log WHERE feed = ? ORDER BY seq LIMIT ?)',
  );
  const listeners = new Set<() => void>();
  return {
    append: (item, atMs) => {
      insert.run(feed, atMs, JSON.stringify(item));
    },
    read: (_parameters, afterSeq, limit) =>
      select.all(feed, afterSeq, limit).map((row) => ({ seq: row.seq, item: JSON.parse(row.body) as Item })),
    newest(id) {
      const row = newest.get(feed, entriesLookedThrough, id);
      return row && (JSON.parse(row.body) as Item);
    },
    lastSeq: () => last.get(feed)?.seq ?? 0,
    subscribe(_parameters, onMore) {
      listeners.add(onMore);
      return () => listeners.delete(onMore);
    },
    announce() {
      for (const listener of listeners) listener();
    },
    forgetBefore: (atMs, limit) => ((oldest.get(feed)?.at_ms ?? Infinity) < atMs ? forget.run(atMs, feed, limit).changes : 0),
  };
}
