import type { Migration } from '../migrations.ts';

/** The lines of the phones carry a hash of their own like every row that people see; for that they need a place (rowid) to be looked through by. */
export const phoneLineHashes: Migration = {
  version: 16,
  name: 'phone line hashes',
  sql: `
    CREATE TABLE phone_lines_with_hash (
      id TEXT PRIMARY KEY,
      phone TEXT NOT NULL,
      call_id TEXT,
      began_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      body TEXT NOT NULL,
      row_hash TEXT NOT NULL
    ) STRICT;
    INSERT INTO phone_lines_with_hash SELECT id, phone, call_id, began_ms, ended_ms, body, row_hash('phone_lines', id, phone, call_id, began_ms, ended_ms, body) FROM phone_lines;
    DROP TABLE phone_lines;
    ALTER TABLE phone_lines_with_hash RENAME TO phone_lines;
    CREATE INDEX phone_lines_open ON phone_lines (phone) WHERE ended_ms IS NULL;
    CREATE INDEX phone_lines_of_call ON phone_lines (call_id) WHERE call_id IS NOT NULL;
    CREATE INDEX phone_lines_by_time ON phone_lines (began_ms);
  `,
};
