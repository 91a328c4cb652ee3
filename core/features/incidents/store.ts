import type { EntityState } from '#domain/journal/fold-entity.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Database } from '../../db/database.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

export function createIncidentStore(database: Database) {
  const select = database.prepare<[string], { body: string }>('SELECT body FROM incidents WHERE id = ?');
  const upsert = database.prepare<[string, string, number, number | null, string]>(
    `INSERT INTO incidents (id, status, opened_ms, closed_ms, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, opened_ms = excluded.opened_ms, closed_ms = excluded.closed_ms, body = excluded.body`,
  );
  const shown = database.prepare<[number], { id: string }>(
    "SELECT id FROM incidents WHERE status = 'open' UNION ALL SELECT id FROM incidents WHERE status = 'closed' AND closed_ms >= ?",
  );
  const openedSince = database.prepare<[number, string], { count: number }>(
    "SELECT COUNT(*) AS count FROM incidents WHERE opened_ms >= ? AND body ->> '$.openedStation' = ?",
  );
  const remove = database.prepare('DELETE FROM incidents');

  const read = (id: string): Incident | undefined => {
    const row = select.get(id);
    return row && (JSON.parse(row.body) as Incident);
  };
  const table: EntityTable = {
    kind: 'incident',
    read,
    write(id, state) {
      const incident = state as EntityState['incident'] | undefined;
      if (incident) upsert.run(id, incident.status, incident.openedAtMs, incident.closedAtMs, JSON.stringify(incident));
    },
    clear: () => {
      remove.run();
    },
  };
  return {
    table,
    read,
    /** Open incidents, and those closed since the given time. */
    shownIds: (closedSinceMs: number): readonly string[] => shown.all(closedSinceMs).map((row) => row.id),
    countOpenedSince: (atMs: number, station: string): number => openedSince.get(atMs, station)?.count ?? 0,
  };
}

export type IncidentStore = ReturnType<typeof createIncidentStore>;
