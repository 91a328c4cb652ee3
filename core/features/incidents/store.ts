import type { IncidentState } from '#domain/incidents/incident-state.ts';
import { incidentView } from '#domain/incidents/incident-view.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Database } from '../../db/database.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

export function createIncidentStore(database: Database, incidentOfUnit: (unitId: string) => string | null) {
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

  const readState = (id: string): IncidentState | undefined => {
    const row = select.get(id);
    return row && (JSON.parse(row.body) as IncidentState);
  };
  const table: EntityTable = {
    kind: 'incident',
    read: readState,
    write(id, state) {
      const incident = state as IncidentState | undefined;
      if (incident) upsert.run(id, incident.status, incident.openedAtMs, incident.closedAtMs, JSON.stringify(incident));
    },
    clear: () => {
      remove.run();
    },
  };
  return {
    table,
    read(id: string): Incident | undefined {
      const state = readState(id);
      return state && incidentView(state, incidentOfUnit);
    },
    /** Open incidents, and those closed since the given time. */
    shownIds: (closedSinceMs: number): readonly string[] => shown.all(closedSinceMs).map((row) => row.id),
    countOpenedSince: (atMs: number, station: string): number => openedSince.get(atMs, station)?.count ?? 0,
  };
}

export type IncidentStore = ReturnType<typeof createIncidentStore>;
