import type { Migration } from '../migrations.ts';

/**
 * Events of other stations stand in the journal too. They arrive in any order, so everything is folded by `order_key`: the event's
 * hybrid time, or the place central gave one whose clock was ahead.
 */
export const otherStations: Migration = {
  version: 3,
  name: 'other stations',
  sql: `
    ALTER TABLE journal ADD COLUMN order_key TEXT NOT NULL DEFAULT '';
    -- JSON: by station, the newest running number known of the touched entities when this was decided.
    ALTER TABLE journal ADD COLUMN seen TEXT;
    ALTER TABLE journal ADD COLUMN alone_since_ms INTEGER;
    -- Why an event is kept without effect: its act is not understood.
    ALTER TABLE journal ADD COLUMN dead TEXT;
    UPDATE journal SET order_key = hlc;
    ALTER TABLE journal_entities ADD COLUMN order_key TEXT NOT NULL DEFAULT '';
    UPDATE journal_entities SET order_key = (SELECT hlc FROM journal WHERE journal.position = journal_entities.position);
    CREATE INDEX journal_entities_by_order ON journal_entities (entity, order_key);

    -- The newest event of each station from which on all before it are here, or are being fetched as history.
    CREATE TABLE chain_heads (station TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO chain_heads SELECT station, seq, hash FROM journal WHERE (station, seq) IN (SELECT station, MAX(seq) FROM journal GROUP BY station);
    -- What each station's newest folded event of an entity is.
    CREATE TABLE entity_seen (
      entity TEXT NOT NULL,
      station TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (entity, station)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO entity_seen SELECT entity, station, MAX(seq) FROM journal_entities JOIN journal USING (position) GROUP BY entity, station;
    -- Up to where an entity is folded, and how many events that were since the last checkpoint.
    CREATE TABLE entity_heads (entity TEXT PRIMARY KEY, order_key TEXT NOT NULL, folded INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO entity_heads SELECT entity, MAX(order_key), COUNT(*) FROM journal_entities GROUP BY entity;
    -- States in between, so that an event that comes late does not fold everything again.
    CREATE TABLE entity_checkpoints (
      entity TEXT NOT NULL,
      order_key TEXT NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body)),
      PRIMARY KEY (entity, order_key)
    ) STRICT, WITHOUT ROWID;
    -- Entities that got a late event while their history was still being fetched.
    CREATE TABLE entities_to_refold (entity TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE conflicts (
      id TEXT PRIMARY KEY,
      entity TEXT NOT NULL,
      since_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conflicts_by_entity ON conflicts (entity);
    -- Signatures of stations over the heads of their chains, as they came.
    CREATE TABLE chain_signatures (
      station TEXT NOT NULL,
      seq INTEGER NOT NULL,
      signature TEXT NOT NULL,
      PRIMARY KEY (station, seq)
    ) STRICT, WITHOUT ROWID;
    -- States are folded with more in them from here on: the journal is folded again at the next start.
    INSERT OR REPLACE INTO meta (key, value) VALUES ('refold', '1');
    -- Places in central's order where this station stood, to find a common one after central was restored.
    CREATE TABLE site_marks (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;
    -- Events that were not taken, kept for looking at.
    CREATE TABLE events_set_aside (
      station TEXT NOT NULL,
      seq INTEGER NOT NULL,
      reason TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body)),
      PRIMARY KEY (station, seq, reason)
    ) STRICT, WITHOUT ROWID;
  `,
};
