import type { Database } from '../db/database.ts';
import type { OutgoingMessage } from './own-acts.ts';

export type WaitingMessage = OutgoingMessage & { readonly seq: number; readonly createdAtMs: number };

/** Messages that wait for the site's broker, in the order they were decided. */
export function createOutgoingStore(database: Database) {
  const insert = database.prepare<[string, string, string, number]>(
    'INSERT INTO outgoing_messages (id, topic, payload, created_ms) VALUES (?, ?, ?, ?)',
  );
  const first = database.prepare<[], { seq: number; id: string; topic: string; payload: string; created_ms: number }>(
    'SELECT seq, id, topic, payload, created_ms FROM outgoing_messages ORDER BY seq LIMIT 1',
  );
  const remove = database.prepare<[number]>('DELETE FROM outgoing_messages WHERE seq = ?');
  const count = database.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM outgoing_messages');

  return {
    add: (message: OutgoingMessage, nowMs: number): void => {
      insert.run(message.id, message.topic, message.payload, nowMs);
    },
    first(): WaitingMessage | undefined {
      const row = first.get();
      return row && { seq: row.seq, id: row.id, topic: row.topic, payload: row.payload, createdAtMs: row.created_ms };
    },
    remove: (seq: number): void => {
      remove.run(seq);
    },
    count: (): number => count.get()?.count ?? 0,
  };
}

export type OutgoingStore = ReturnType<typeof createOutgoingStore>;
