import type { Migration } from '../migrations.ts';

/** Which recordings there are. Their sound and its pieces are files beside the database; what each file must be stands in the journal. */
export const recordings: Migration = {
  version: 13,
  name: 'recordings',
  sql: `
    CREATE TABLE recordings (
      id TEXT PRIMARY KEY,
      started_ms INTEGER NOT NULL,
      phone TEXT NOT NULL,
      call_id TEXT,
      state TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      is_synced INTEGER NOT NULL,
      is_removed INTEGER NOT NULL,
      body TEXT NOT NULL,
      row_hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX recordings_open ON recordings (phone) WHERE state = 'open';
    CREATE INDEX recordings_of_call ON recordings (call_id) WHERE call_id IS NOT NULL;
    CREATE INDEX recordings_by_time ON recordings (started_ms);
    CREATE INDEX recordings_here ON recordings (is_synced, started_ms, bytes) WHERE is_removed = 0;
  `,
};
