import type { Migration } from '../migrations.ts';

/** Where callers' phones and networks said they were. */
export const callerFixes: Migration = {
  version: 6,
  name: 'caller fixes',
  sql: `
    CREATE TABLE caller_fixes (
      id TEXT PRIMARY KEY,
      call_id TEXT,
      number TEXT,
      received_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX caller_fixes_by_call ON caller_fixes (call_id, received_ms);
    CREATE INDEX caller_fixes_by_number ON caller_fixes (number, received_ms);
    CREATE INDEX caller_fixes_by_time ON caller_fixes (received_ms);
    -- Calls that go on, by number: a fix names the number, not the call.
    CREATE INDEX calls_going_on ON calls (joined_ms) WHERE ended_ms IS NULL;
  `,
};
