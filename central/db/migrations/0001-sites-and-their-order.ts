import type { Migration } from '../migrations.ts';

/**
 * Every table begins with the site. Texts compare byte by byte, as JavaScript compares what may stand in them. Numbers of a site
 * are given under the lock of its row in `sites` and become visible with their commit, so none is ever seen before a lower one.
 */
export const sitesAndTheirOrder: Migration = {
  version: 1,
  name: 'sites and their order',
  sql: `
    CREATE TABLE sites (
      site text COLLATE "C" PRIMARY KEY,
      head_seq bigint NOT NULL DEFAULT 0,
      head_hash text NOT NULL DEFAULT repeat('0', 64),
      heard_n bigint NOT NULL DEFAULT 0,
      epoch text NOT NULL,
      created_ms bigint NOT NULL
    );
    CREATE TABLE stations (
      site text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      public_key text,
      -- JSON: keys of earlier enrolments, by which older signatures are still known. Emptied when the station is revoked.
      former_keys text NOT NULL DEFAULT '[]',
      enrolled_ms bigint NOT NULL,
      revoked_ms bigint,
      head_seq bigint NOT NULL DEFAULT 0,
      head_hash text NOT NULL DEFAULT repeat('0', 64),
      -- The highest place in the order any of its events has.
      last_order text COLLATE "C" NOT NULL DEFAULT '',
      last_push_ms bigint,
      PRIMARY KEY (site, station)
    );
    -- The journal of a site. Only ever appended to.
    CREATE TABLE events (
      site text COLLATE "C" NOT NULL,
      seq bigint NOT NULL,
      station text COLLATE "C" NOT NULL,
      station_seq bigint NOT NULL,
      -- The event as it travels, JSON: id, hybrid time without the station, time, actor, seen, alone since, act.
      body text NOT NULL,
      -- Its place in the order where that is not its own hybrid time.
      order_key text COLLATE "C",
      -- Why it is kept without effect.
      dead text,
      previous_hash bytea NOT NULL,
      hash bytea NOT NULL,
      site_hash bytea NOT NULL,
      PRIMARY KEY (site, seq)
    );
    CREATE UNIQUE INDEX events_by_station ON events (site, station, station_seq);
    CREATE INDEX events_restamped ON events (site, station, station_seq) WHERE order_key IS NOT NULL;
    -- Which events touch an entity, in the order they are folded.
    CREATE TABLE entity_events (
      site text COLLATE "C" NOT NULL,
      entity text COLLATE "C" NOT NULL,
      order_key text COLLATE "C" NOT NULL,
      seq bigint NOT NULL,
      PRIMARY KEY (site, entity, order_key, seq)
    );
    CREATE TABLE entities (
      site text COLLATE "C" NOT NULL,
      entity text COLLATE "C" NOT NULL,
      -- The folded state, JSON; null while its events make none.
      body text NOT NULL,
      order_key text COLLATE "C" NOT NULL,
      -- JSON: by station, the newest running number folded.
      seen text NOT NULL,
      updated_seq bigint NOT NULL,
      -- Events since the last checkpoint.
      folded integer NOT NULL,
      -- An incident that is not closed.
      is_open boolean NOT NULL,
      PRIMARY KEY (site, entity)
    );
    CREATE INDEX entities_by_update ON entities (site, updated_seq);
    CREATE INDEX entities_open ON entities (site, updated_seq) WHERE is_open;
    CREATE TABLE entity_checkpoints (
      site text COLLATE "C" NOT NULL,
      entity text COLLATE "C" NOT NULL,
      order_key text COLLATE "C" NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (site, entity, order_key)
    );
    CREATE TABLE conflicts (
      site text COLLATE "C" NOT NULL,
      entity text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      since_ms bigint NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (site, entity, id)
    );
    CREATE TABLE station_signatures (
      site text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      seq bigint NOT NULL,
      signature text NOT NULL,
      PRIMARY KEY (site, station, seq)
    );
    -- Central's newest word to each station.
    CREATE TABLE receipts (
      site text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      body text NOT NULL,
      seq bigint NOT NULL,
      PRIMARY KEY (site, station)
    );
    CREATE TABLE enrolment_codes (
      code_sha256 text PRIMARY KEY,
      site text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      expires_ms bigint NOT NULL,
      used_ms bigint
    );
    CREATE TABLE heard_messages (
      site text COLLATE "C" NOT NULL,
      n bigint NOT NULL,
      digest text COLLATE "C" NOT NULL,
      source_id text NOT NULL,
      topic text NOT NULL,
      payload bytea NOT NULL,
      received_ms bigint NOT NULL,
      -- By central's own clock.
      stored_ms bigint NOT NULL,
      PRIMARY KEY (site, n)
    );
    CREATE INDEX heard_messages_by_age ON heard_messages (site, stored_ms);
    CREATE UNIQUE INDEX heard_messages_by_digest ON heard_messages (site, digest);
    CREATE TABLE supervisors (
      site text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      token_sha256 text NOT NULL UNIQUE,
      PRIMARY KEY (site, name)
    );
    -- Every certificate given out, so that each can be taken back.
    CREATE TABLE certificates (
      site text COLLATE "C" NOT NULL,
      serial text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      kind text NOT NULL,
      issued_at_ms bigint NOT NULL,
      expires_at_ms bigint NOT NULL,
      revoked_at_ms bigint,
      PRIMARY KEY (site, serial)
    );
    CREATE TABLE secrets (name text PRIMARY KEY, value text NOT NULL);
    -- What was refused, or taken without effect or at another place, by station and reason.
    CREATE TABLE set_aside (
      site text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      code text COLLATE "C" NOT NULL,
      sentence text NOT NULL,
      first_seq bigint NOT NULL,
      times bigint NOT NULL,
      first_ms bigint NOT NULL,
      last_ms bigint NOT NULL,
      PRIMARY KEY (site, station, code)
    );
    -- Answers to commands of supervisors, so that asking again decides nothing.
    CREATE TABLE answers (
      site text COLLATE "C" NOT NULL,
      request_id text COLLATE "C" NOT NULL,
      answer text NOT NULL,
      at_ms bigint NOT NULL,
      PRIMARY KEY (site, request_id)
    );
  `,
};
