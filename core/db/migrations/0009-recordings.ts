import type { Migration } from '../migrations.ts';

/** Which recordings there are. Their sound and its pieces are files beside the database; what each file must be stands in the journal. */
export const recordings: Migration = {
  version: 9,
  name: 'recordings',
  sql: `
    CREATE TABLE recordings (
      id TEXT PRIMARY KEY,
      phone TEXT NOT NULL,
      call_id TEXT,
      started_ms INTEGER NOT NULL,
      state TEXT NOT NULL,
      duration_ms INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT,
      synced_ms INTEGER,
      removed_ms INTEGER,
      head TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recordings_open ON recordings (phone) WHERE state = 'open';
    CREATE INDEX recordings_of_call ON recordings (call_id) WHERE call_id IS NOT NULL;
    CREATE INDEX recordings_by_time ON recordings (started_ms);
    CREATE INDEX recordings_to_remove ON recordings (started_ms) WHERE synced_ms IS NOT NULL AND removed_ms IS NULL;
  `,
};
