import type { Conflict } from '#domain/conflicts/conflict.ts';
import type { EntityReference } from '#domain/journal/act.ts';
import type { Database } from '../../db/database.ts';

/** Open conflicts, as the folded states of their entities hold them. */
export function createConflictStore(database: Database) {
  const select = database.prepare<[string], { body: string }>('SELECT body FROM conflicts WHERE id = ?');
  const ids = database.prepare<[], { id: string }>('SELECT id FROM conflicts ORDER BY since_ms, id');
  const ofEntity = database.prepare<[string], { id: string }>('SELECT id FROM conflicts WHERE entity = ?');
  const upsert = database.prepare<[string, string, number, string]>(
    'INSERT INTO conflicts (id, entity, since_ms, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET since_ms = excluded.since_ms, body = excluded.body',
  );
  const remove = database.prepare<[string]>('DELETE FROM conflicts WHERE id = ?');
  const clear = database.prepare('DELETE FROM conflicts');
  return {
    read(id: string): Conflict | undefined {
      const row = select.get(id);
      return row && (JSON.parse(row.body) as Conflict);
    },
    all: (): readonly Conflict[] => ids.all().flatMap((row) => select.get(row.id) ?? []).map((row) => JSON.parse(row.body) as Conflict),
    ids: (): readonly string[] => ids.all().map((row) => row.id),
    /** Returns the conflicts that stand now and did not before, or have another side. */
    replaceOf(entity: EntityReference, conflicts: readonly Conflict[]): readonly Conflict[] {
      for (const { id } of ofEntity.all(entity)) if (!conflicts.some((conflict) => conflict.id === id)) remove.run(id);
      return conflicts.filter((conflict) => {
        const body = JSON.stringify(conflict);
        const before = select.get(conflict.id)?.body;
        if (before === body) return false;
        upsert.run(conflict.id, entity, conflict.sinceMs, body);
        return before === undefined || (JSON.parse(before) as Conflict).sides.length !== conflict.sides.length;
      });
    },
    clear: (): void => {
      clear.run();
    },
  };
}

export type ConflictStore = ReturnType<typeof createConflictStore>;
