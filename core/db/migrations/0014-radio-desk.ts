import type { Migration } from '../migrations.ts';

/** What people say of radios, alarms and transmissions beside the older tables, by entity; and when each radio was heard last. */
export const radioDesk: Migration = {
  version: 14,
  name: 'radio desk',
  sql: `
    CREATE TABLE desk_standings (entity TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), row_hash TEXT NOT NULL DEFAULT '') STRICT;
    CREATE TABLE radios_heard (
      radio_id INTEGER PRIMARY KEY,
      heard_ms INTEGER NOT NULL,
      talkgroup INTEGER,
      alias TEXT,
      source_id TEXT NOT NULL,
      rssi_dbm REAL
    ) STRICT;
    INSERT OR REPLACE INTO radios_heard (radio_id, heard_ms, talkgroup, alias, source_id, rssi_dbm)
      SELECT body ->> '$.radioId', body ->> '$.lastHeardAtMs', body ->> '$.talkgroup', body ->> '$.alias', source_id, body ->> '$.rssiDbm'
      FROM transmissions WHERE body ->> '$.radioId' IS NOT NULL AND body ->> '$.lastHeardAtMs' IS NOT NULL ORDER BY started_ms;
    CREATE INDEX alarms_by_time ON alarms (raised_ms);
    CREATE INDEX transmissions_of_unit ON transmissions (body ->> '$.unitId', started_ms) WHERE body ->> '$.unitId' IS NOT NULL;
    CREATE INDEX filings_of_incident ON desk_standings (body ->> '$.incidentId') WHERE body ->> '$.incidentId' IS NOT NULL;
  `,
};
