import type { Migration } from '../migrations.ts';

/** Closed roads and sea legs, folded from the journal. */
export const obstacles: Migration = {
  version: 11,
  name: 'obstacles',
  sql: `CREATE TABLE obstacles (obstacle_id TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), row_hash TEXT NOT NULL DEFAULT '') STRICT;`,
};
