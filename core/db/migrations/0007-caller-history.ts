import { listNumbersOfCalls } from '../lookups.ts';
import type { Migration } from '../migrations.ts';

/**
 * Numbers whose ring a supervisor silenced; and the lists by which a caller's past is found while it rings. The lists hold nothing that is
 * not in `calls` and `incidents` too.
 */
export const callerHistory: Migration = {
  version: 7,
  name: 'caller history',
  sql: `
    CREATE TABLE number_standings (number TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), row_hash TEXT NOT NULL DEFAULT '') STRICT;
    CREATE TABLE numbered_calls (
      call_id TEXT PRIMARY KEY,
      number TEXT NOT NULL,
      joined_ms INTEGER NOT NULL,
      -- 1 once it is over without an answer.
      abandoned INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX numbered_calls_by_number ON numbered_calls (number, joined_ms, abandoned);
    ${listNumbersOfCalls};
    CREATE TABLE placed_incidents (
      incident_id TEXT PRIMARY KEY,
      number TEXT,
      -- A hundredth of a degree each way, see domain/places/place-cell.ts.
      cell INTEGER,
      is_open INTEGER NOT NULL,
      opened_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX placed_incidents_by_number ON placed_incidents (number, is_open, opened_ms) WHERE number IS NOT NULL;
    CREATE INDEX placed_incidents_by_cell ON placed_incidents (cell, is_open, opened_ms) WHERE cell IS NOT NULL;
    INSERT INTO placed_incidents (incident_id, number, cell, is_open, opened_ms)
      SELECT id, canonical_number(body ->> '$.callerNumber'), place_cell(body ->> '$.place.latitude', body ->> '$.place.longitude'), status = 'open', opened_ms
      FROM incidents;
  `,
};
