import type { IncidentState } from '#domain/incidents/incident-state.ts';
import { incidentView } from '#domain/incidents/incident-view.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

export function createIncidentStore(database: Database, incidentOfUnit: (unitId: string) => string | null, damage: RowDamage) {
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('incidents')} FROM incidents WHERE id = ?`);
  const upsert = database.prepare<[string, string, number, number | null, string, string]>(
    `INSERT INTO incidents (id, status, opened_ms, closed_ms, body, row_hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       status = excluded.status, opened_ms = excluded.opened_ms, closed_ms = excluded.closed_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const shown = database.prepare<[number], { id: string }>(
    "SELECT id FROM incidents WHERE status = 'open' UNION ALL SELECT id FROM incidents WHERE status = 'closed' AND closed_ms >= ?",
  );
  const openedSince = database.prepare<[number, string], { count: number }>(
    "SELECT COUNT(*) AS count FROM incidents WHERE opened_ms >= ? AND body ->> '$.openedStation' = ?",
  );
  const remove = database.prepare('DELETE FROM incidents');

  const table: EntityTable = {
    kind: 'incident',
    read(id) {
      const row = select.get(id);
      return row && (row.is_whole === 1 ? (JSON.parse(row.body) as IncidentState) : 'damaged');
    },
    write(id, state) {
      const incident = state as IncidentState | undefined;
      if (incident) upsert.run(...withHash('incidents', id, incident.status, incident.openedAtMs, incident.closedAtMs, JSON.stringify(incident)));
    },
    clear: () => {
      remove.run();
    },
  };
  return {
    table,
    read(id: string): Incident | undefined {
      const row = damage.read('incidents', id, () => select.get(id));
      return row && incidentView(JSON.parse(row.body) as IncidentState, incidentOfUnit);
    },
    /** Open incidents, and those closed since the given time. */
    shownIds: (closedSinceMs: number): readonly string[] => shown.all(closedSinceMs).map((row) => row.id),
    countOpenedSince: (atMs: number, station: string): number => openedSince.get(atMs, station)?.count ?? 0,
  };
}

export type IncidentStore = ReturnType<typeof createIncidentStore>;
