import type { Database } from '../../db/database.ts';

export type Draft = { readonly body: Record<string, unknown>; readonly savedAtMs: number };

export function createDraftStore(database: Database) {
  const select = database.prepare<[string], { body: string; saved_ms: number }>('SELECT body, saved_ms FROM drafts WHERE draft = ?');
  // A save that was overtaken on its way never replaces a newer one.
  const upsert = database.prepare<[string, string, number]>(
    `INSERT INTO drafts (draft, body, saved_ms) VALUES (?, ?, ?)
     ON CONFLICT (draft) DO UPDATE SET body = excluded.body, saved_ms = excluded.saved_ms WHERE excluded.saved_ms >= drafts.saved_ms`,
  );
  const forget = database.prepare<[number]>('DELETE FROM drafts WHERE saved_ms < ?');
  return {
    forgetSavedBefore: (atMs: number): number => forget.run(atMs).changes,
    load(draft: string): Draft | null {
      const row = select.get(draft);
      return row ? { body: JSON.parse(row.body) as Record<string, unknown>, savedAtMs: row.saved_ms } : null;
    },
    /** `body` is the text of a JSON object. */
    save: (draft: string, body: string, savedAtMs: number): void => {
      upsert.run(draft, body, savedAtMs);
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
