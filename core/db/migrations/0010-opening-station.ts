import type { Migration } from '../migrations.ts';

/** How many incidents a station opened since midnight is counted in an index, for the number of the next one. */
export const openingStation: Migration = {
  version: 10,
  name: 'opening station',
  sql: `
    ALTER TABLE placed_incidents ADD COLUMN opened_station TEXT NOT NULL DEFAULT '';
    UPDATE placed_incidents SET opened_station = COALESCE((SELECT body ->> '$.openedStation' FROM incidents WHERE id = incident_id), '');
    -- Nobody asks by the time of opening alone any more.
    DROP INDEX incidents_by_opening;
    CREATE INDEX placed_incidents_by_station ON placed_incidents (opened_station, opened_ms);
  `,
};
