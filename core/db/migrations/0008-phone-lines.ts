import type { Migration } from '../migrations.ts';

/** What phone hosts told of their lines. The lines themselves are folded from it. */
export const phoneLines: Migration = {
  version: 8,
  name: 'phone lines',
  sql: `
    CREATE TABLE phone_events (
      host TEXT NOT NULL,
      n INTEGER NOT NULL,
      phone TEXT NOT NULL,
      line TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (host, n, line)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX phone_events_of_line ON phone_events (line);
    CREATE TABLE phone_lines (
      id TEXT PRIMARY KEY,
      phone TEXT NOT NULL,
      call_id TEXT,
      began_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX phone_lines_open ON phone_lines (phone) WHERE ended_ms IS NULL;
    CREATE INDEX phone_lines_of_call ON phone_lines (call_id) WHERE call_id IS NOT NULL;
    CREATE INDEX phone_lines_by_time ON phone_lines (began_ms);
  `,
};
