import type { Migration } from '../migrations.ts';

export const firstTables: Migration = {
  version: 1,
  name: 'first tables',
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- What people decided. Position is the local order; (station, seq) is each station's own.
    CREATE TABLE journal (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      station TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hlc TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      actor TEXT NOT NULL,
      act TEXT NOT NULL CHECK (json_valid(act)),
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      UNIQUE (station, seq)
    ) STRICT;
    CREATE TABLE journal_entities (
      entity TEXT NOT NULL,
      position INTEGER NOT NULL REFERENCES journal (position),
      PRIMARY KEY (entity, position)
    ) STRICT, WITHOUT ROWID;
    -- The answer given to a request, so that asking again has no second effect.
    CREATE TABLE answers (
      request_id TEXT PRIMARY KEY,
      answer TEXT NOT NULL CHECK (json_valid(answer)),
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Messages to the outside that belong to an act; a row leaves when the broker has acknowledged it.
    CREATE TABLE outgoing_messages (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      topic TEXT NOT NULL,
      payload TEXT NOT NULL,
      created_ms INTEGER NOT NULL
    ) STRICT;

    -- Read tables, rebuilt from the journal at any time.
    CREATE TABLE incidents (
      id TEXT PRIMARY KEY,
      status TEXT NOT NULL,
      opened_ms INTEGER NOT NULL,
      closed_ms INTEGER,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX incidents_by_status ON incidents (status, closed_ms);
    CREATE INDEX incidents_by_opening ON incidents (opened_ms);
    CREATE TABLE unit_standings (unit_id TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT;
    CREATE TABLE call_claims (call_id TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT;
    CREATE TABLE alarm_acknowledgements (
      alarm_id TEXT PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      actor TEXT NOT NULL
    ) STRICT;

    -- Facts the feeds told; ids are derived from the source, so hearing one twice stores it once.
    CREATE TABLE calls (
      id TEXT PRIMARY KEY,
      ended_ms INTEGER,
      joined_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX calls_by_end ON calls (ended_ms, joined_ms);
    CREATE TABLE call_events (
      id TEXT PRIMARY KEY,
      call_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX call_events_by_call ON call_events (call_id, at_ms);
    CREATE TABLE transmissions (
      id TEXT PRIMARY KEY,
      source_id TEXT NOT NULL,
      started_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX transmissions_by_start ON transmissions (started_ms);
    CREATE INDEX transmissions_open ON transmissions (source_id) WHERE ended_ms IS NULL;
    CREATE TABLE radio_messages_heard (digest BLOB PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE fixes (
      id TEXT PRIMARY KEY,
      source_id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      unit_id TEXT,
      fixed_ms INTEGER NOT NULL,
      standing TEXT NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX fixes_by_unit ON fixes (unit_id, fixed_ms);
    CREATE INDEX fixes_by_time ON fixes (fixed_ms);
    CREATE TABLE unit_positions (unit_id TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT;
    CREATE TABLE alarms (
      id TEXT PRIMARY KEY,
      raised_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;

    -- Numbered entries of the log feeds.
    CREATE TABLE feed_log (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      feed TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX feed_log_by_feed ON feed_log (feed, seq);

    -- What could not be understood: counted for ever, the newest messages of each reason kept.
    CREATE TABLE quarantine (
      source_id TEXT NOT NULL,
      reason TEXT NOT NULL,
      count INTEGER NOT NULL,
      first_ms INTEGER NOT NULL,
      last_ms INTEGER NOT NULL,
      last_topic TEXT NOT NULL,
      PRIMARY KEY (source_id, reason)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE quarantined_messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source_id TEXT NOT NULL,
      reason TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      topic TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      payload BLOB NOT NULL
    ) STRICT;
    CREATE INDEX quarantined_messages_by_source ON quarantined_messages (source_id, reason, id);
    -- Every message of a source ends in exactly one of these counts.
    CREATE TABLE source_counts (
      source_id TEXT PRIMARY KEY,
      stored INTEGER NOT NULL,
      duplicate INTEGER NOT NULL,
      ignored INTEGER NOT NULL,
      quarantined INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Workstation scope: what is half typed at this seat.
    CREATE TABLE drafts (draft TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), saved_ms INTEGER NOT NULL) STRICT;
  `,
};
