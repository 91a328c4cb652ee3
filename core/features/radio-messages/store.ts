import type { RadioMessage } from '#domain/radio/radio-message.ts';
import type { Database } from '../../db/database.ts';
import { createLogFeed } from '../../feeds/log-feed-store.ts';
import type { Reception } from '../../ingest/reception.ts';

/** Short texts and status codes as far as they are known, and the log feed of their changes. */
export function createRadioMessageStore(database: Database) {
  const select = database.prepare<[string], { body: string }>('SELECT body FROM radio_messages WHERE id = ?');
  const upsert = database.prepare<[string, number, string]>(
    'INSERT INTO radio_messages (id, at_ms, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET at_ms = excluded.at_ms, body = excluded.body',
  );
  const since = database.prepare<[number], { body: string }>('SELECT body FROM radio_messages WHERE at_ms >= ? ORDER BY at_ms');
  const feed = createLogFeed<RadioMessage>(database, 'radio-messages');
  return {
    feed,
    /** Oldest first. */
    since: (atMs: number): readonly RadioMessage[] => since.all(atMs).map(({ body }) => JSON.parse(body) as RadioMessage),
    /** A gateway tells of one message several times while its state goes on. */
    receive(message: RadioMessage, nowMs: number): Reception {
      const row = select.get(message.id);
      const known = row && (JSON.parse(row.body) as RadioMessage);
      if (known && (known.atMs > message.atMs || row.body === JSON.stringify(message))) return 'duplicate';
      upsert.run(message.id, message.atMs, JSON.stringify(message));
      feed.append(message, nowMs);
      return 'stored';
    },
  };
}

export type RadioMessageStore = ReturnType<typeof createRadioMessageStore>;
