import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';

export type Draft = { readonly body: Record<string, unknown>; readonly savedAtMs: number };

export function createDraftStore(database: Database, damage: RowDamage) {
  const select = database.prepare<[string], CheckedRow & { body: string; saved_ms: number }>(`SELECT body, saved_ms, ${isWholeSql('drafts')} FROM drafts WHERE draft = ?`);
  // A save that was overtaken on its way never replaces a newer one.
  const upsert = database.prepare<[string, string, number, string]>(
    `INSERT INTO drafts (draft, body, saved_ms, row_hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (draft) DO UPDATE SET body = excluded.body, saved_ms = excluded.saved_ms, row_hash = excluded.row_hash WHERE excluded.saved_ms >= drafts.saved_ms`,
  );
  const forget = database.prepare<[number]>('DELETE FROM drafts WHERE saved_ms < ?');
  return {
    forgetSavedBefore: (atMs: number): number => forget.run(atMs).changes,
    load(draft: string): Draft | null {
      const row = damage.read('drafts', draft, () => select.get(draft));
      return row ? { body: JSON.parse(row.body) as Record<string, unknown>, savedAtMs: row.saved_ms } : null;
    },
    /** `body` is the text of a JSON object. */
    save: (draft: string, body: string, savedAtMs: number): void => {
      upsert.run(...withHash('drafts', draft, body, savedAtMs));
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
