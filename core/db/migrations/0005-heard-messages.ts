import type { Migration } from '../migrations.ts';

/** What the feeds told, as it came off the wire, for stations that were away; and what this station was told of the time it was away itself. */
export const heardMessages: Migration = {
  version: 5,
  name: 'heard messages',
  sql: `
    CREATE TABLE heard_messages (
      n INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      source_id TEXT NOT NULL,
      topic TEXT NOT NULL,
      payload BLOB NOT NULL,
      received_ms INTEGER NOT NULL,
      -- 1 once central has it.
      told INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX heard_messages_untold ON heard_messages (n) WHERE told = 0;
    CREATE INDEX heard_messages_by_time ON heard_messages (received_ms);
  `,
};
