import { heardDigest } from '#ledger/heard-digest.ts';
import type { Database } from '../db/database.ts';

export type HeardMessage = { readonly sourceId: string; readonly topic: string; readonly payload: Uint8Array; readonly receivedAtMs: number };
export type KeptMessage = HeardMessage & { readonly n: number; readonly digest: string };

type Row = { n: number; digest: string; source_id: string; topic: string; payload: Buffer; received_ms: number };

/** Messages of the feeds as they came, each once by the digest of its bytes. */
export function createHeardStore(database: Database) {
  const insert = database.prepare<[string, string, string, Buffer, number, number]>(
    'INSERT OR IGNORE INTO heard_messages (digest, source_id, topic, payload, received_ms, told) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const untold = database.prepare<[number], Row>('SELECT n, digest, source_id, topic, payload, received_ms FROM heard_messages WHERE told = 0 ORDER BY n LIMIT ?');
  const markTold = database.prepare<[number]>('UPDATE heard_messages SET told = 1 WHERE n = ?');
  const forget = database.prepare<[number, number]>('DELETE FROM heard_messages WHERE n IN (SELECT n FROM heard_messages WHERE received_ms < ? ORDER BY received_ms LIMIT ?)');
  return {
    /** False when the same bytes were heard before. `told`: central has it already. */
    keep({ sourceId, topic, payload, receivedAtMs }: HeardMessage, told: boolean): boolean {
      const bytes = Buffer.from(payload);
      return insert.run(heardDigest(sourceId, topic, bytes), sourceId, topic, bytes, receivedAtMs, told ? 1 : 0).changes > 0;
    },
    /** What central may not have yet, the oldest first. */
    untold: (limit: number): readonly KeptMessage[] =>
      untold.all(limit).map((row) => ({ n: row.n, digest: row.digest, sourceId: row.source_id, topic: row.topic, payload: row.payload, receivedAtMs: row.received_ms })),
    markTold(messages: readonly KeptMessage[]): void {
      for (const { n } of messages) markTold.run(n);
    },
    forgetBefore: (atMs: number, limit: number): number => forget.run(atMs, limit).changes,
  };
}

export type HeardStore = ReturnType<typeof createHeardStore>;
