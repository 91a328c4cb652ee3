import type { IncidentState } from '#domain/incidents/incident-state.ts';
import { incidentView } from '#domain/incidents/incident-view.ts';
import { canonicalNumber } from '#domain/calls/caller-number.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { cellsAround, placeCell } from '#domain/places/place-cell.ts';
import type { Coordinates } from '#domain/places/place.ts';
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
  const openedSince = database.prepare<[string, number], { count: number }>(openedSinceSql);
  const usedPlaces = database.prepare<[number], { name: string; latitude: number; longitude: number; uses: number }>(usedPlacesSql);
  const remove = database.prepare('DELETE FROM incidents');
  const removePlaced = database.prepare('DELETE FROM placed_incidents');
  const enter = database.prepare<[string, string | null, number | null, number, number, string]>(
    `INSERT INTO placed_incidents (incident_id, number, cell, is_open, opened_ms, opened_station) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (incident_id) DO UPDATE SET
       number = excluded.number, cell = excluded.cell, is_open = excluded.is_open, opened_ms = excluded.opened_ms, opened_station = excluded.opened_station`,
  );
  const ofNumber = database.prepare<[string, number], { incident_id: string }>(incidentsOfNumberSql);
  const inCell = database.prepare<[number, number], { incident_id: string }>(incidentsInCellSql);

  const table: EntityTable = {
    kind: 'incident',
    read(id) {
      const row = select.get(id);
      return row && (row.is_whole === 1 ? (JSON.parse(row.body) as IncidentState) : 'damaged');
    },
    write(id, state) {
      const incident = state as IncidentState | undefined;
      if (!incident) return;
      const { status, openedAtMs, closedAtMs, callerNumber, place, openedStation } = incident;
      upsert.run(...withHash('incidents', id, status, openedAtMs, closedAtMs, JSON.stringify(incident)));
      const cell = place.latitude === null || place.longitude === null ? null : placeCell(place.latitude, place.longitude);
      enter.run(id, canonicalNumber(callerNumber), cell, status === 'open' ? 1 : 0, openedAtMs, openedStation);
    },
    clear: () => {
      remove.run();
      removePlaced.run();
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
    /** Of a caller's number: open ones first, then the newest. */
    ofNumber: (number: string, limit: number): readonly string[] => ofNumber.all(number, limit).map((row) => row.incident_id),
    /** In the cells around a point, at most `limit` of each. */
    around: ({ latitude, longitude }: Coordinates, limit: number): readonly string[] =>
      cellsAround(latitude, longitude).flatMap((cell) => inCell.all(cell, limit).map((row) => row.incident_id)),
    /** The places of the newest incidents, as many as given, with how often each was one. */
    usedPlaces: (newest: number) => usedPlaces.all(newest),
    countOpenedSince: (atMs: number, station: string): number => openedSince.get(station, atMs)?.count ?? 0,
  };
}

/** Walks the newest by `incidents_by_opening`; a damaged row counts by what can be read of it. */
const usedPlacesSql = `
  SELECT name, latitude, longitude, COUNT(*) AS uses FROM (
    SELECT body ->> '$.place.text' AS name, body ->> '$.place.latitude' AS latitude, body ->> '$.place.longitude' AS longitude
    FROM incidents WHERE json_valid(body) ORDER BY opened_ms DESC LIMIT ?
  ) WHERE name IS NOT NULL AND latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY name, latitude, longitude`;

export const openedSinceSql = 'SELECT COUNT(*) AS count FROM placed_incidents WHERE opened_station = ? AND opened_ms >= ?';
export const incidentsOfNumberSql = 'SELECT incident_id FROM placed_incidents WHERE number = ? ORDER BY is_open DESC, opened_ms DESC LIMIT ?';
export const incidentsInCellSql = 'SELECT incident_id FROM placed_incidents WHERE cell = ? ORDER BY is_open DESC, opened_ms DESC LIMIT ?';

export type IncidentStore = ReturnType<typeof createIncidentStore>;
