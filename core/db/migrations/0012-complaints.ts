import type { Migration } from '../migrations.ts';

/** Complaints, folded from the journal; and who complained, by which a caller's open complaints are found while it rings. */
export const complaints: Migration = {
  version: 12,
  name: 'complaints',
  sql: `
    CREATE TABLE complaints (
      id TEXT PRIMARY KEY,
      number TEXT NOT NULL,
      opened_ms INTEGER NOT NULL,
      -- When it was closed or became an incident; NULL while it is under way.
      over_ms INTEGER,
      body TEXT NOT NULL CHECK (json_valid(body)),
      row_hash TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX complaints_by_number ON complaints (number);
    CREATE INDEX complaints_by_end ON complaints (over_ms);
    -- Of every station the newest serial that is known here: one that was given is never given again, whatever becomes of its complaint.
    CREATE TABLE ticket_serials (station TEXT PRIMARY KEY, serial INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE complainants (
      number TEXT NOT NULL,
      complaint_id TEXT NOT NULL,
      is_open INTEGER NOT NULL,
      opened_ms INTEGER NOT NULL,
      PRIMARY KEY (number, complaint_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX complainants_by_number ON complainants (number, is_open, opened_ms);
  `,
};
