import type { Migration } from '../migrations.ts';

/** A transmission names who heard it; short texts and status codes of radios have a table. */
export const radioReceivers: Migration = {
  version: 9,
  name: 'radio receivers and messages',
  sql: `
    UPDATE transmissions SET body = json_set(body, '$.receivers', json('[]'), '$.mergedInto', NULL);
    UPDATE transmissions SET row_hash = row_hash('transmissions', id, source_id, started_ms, ended_ms, body);
    UPDATE feed_log SET body = json_set(body, '$.receivers', json('[]'), '$.mergedInto', NULL) WHERE feed = 'transmissions';
    CREATE TABLE radio_messages (
      id TEXT PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX radio_messages_by_time ON radio_messages (at_ms);
    -- calls_by_end finds calls that go on as well.
    DROP INDEX IF EXISTS calls_going_on;
  `,
};
