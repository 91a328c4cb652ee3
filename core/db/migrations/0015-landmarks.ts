import type { Migration } from '../migrations.ts';

/** Landmarks that people of the site saved, folded from the journal. */
export const landmarks: Migration = {
  version: 15,
  name: 'landmarks',
  sql: `CREATE TABLE landmarks (landmark_id TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), row_hash TEXT NOT NULL DEFAULT '') STRICT;`,
};
