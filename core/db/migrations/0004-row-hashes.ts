import type { Migration } from '../migrations.ts';

/** Each row that people see or decide by carries a hash of its values: a bit that flips on the disk passes SQLite's own checks. */
export const rowHashes: Migration = {
  version: 4,
  name: 'row hashes',
  sql: `
    ALTER TABLE journal ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE journal SET row_hash = row_hash('journal', station, seq, hash, order_key, dead);
    ALTER TABLE incidents ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE incidents SET row_hash = row_hash('incidents', id, status, opened_ms, closed_ms, body);
    ALTER TABLE unit_standings ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE unit_standings SET row_hash = row_hash('unit_standings', unit_id, body);
    ALTER TABLE call_claims ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE call_claims SET row_hash = row_hash('call_claims', call_id, body);
    ALTER TABLE alarm_acknowledgements ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE alarm_acknowledgements SET row_hash = row_hash('alarm_acknowledgements', alarm_id, at_ms, actor);
    ALTER TABLE entity_checkpoints ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE entity_checkpoints SET row_hash = row_hash('entity_checkpoints', entity, order_key, body);
    ALTER TABLE calls ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE calls SET row_hash = row_hash('calls', id, ended_ms, joined_ms, body);
    ALTER TABLE transmissions ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE transmissions SET row_hash = row_hash('transmissions', id, source_id, started_ms, ended_ms, body);
    ALTER TABLE alarms ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE alarms SET row_hash = row_hash('alarms', id, raised_ms, body);
    ALTER TABLE unit_positions ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE unit_positions SET row_hash = row_hash('unit_positions', unit_id, body);
    ALTER TABLE drafts ADD COLUMN row_hash TEXT NOT NULL DEFAULT '';
    UPDATE drafts SET row_hash = row_hash('drafts', draft, body, saved_ms);
    -- Rows that were not as they were written: what was found, and when it was mended. A row of the journal without that time is being fetched.
    CREATE TABLE damaged_rows (
      source TEXT NOT NULL,
      key TEXT NOT NULL,
      found_ms INTEGER NOT NULL,
      mended_ms INTEGER,
      PRIMARY KEY (source, key, found_ms)
    ) STRICT, WITHOUT ROWID;
  `,
};
