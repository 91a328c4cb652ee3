import type { Migration } from '../migrations.ts';

/** Which recordings the site's stations made, by their acts, and which of them central holds. The sound is a file beside the database. */
export const recordings: Migration = {
  version: 3,
  name: 'recordings',
  sql: `
    CREATE TABLE recordings (
      site text COLLATE "C" NOT NULL,
      recording text COLLATE "C" NOT NULL,
      station text COLLATE "C" NOT NULL,
      -- Of the newest act that names it: one that was taken up again has ended twice.
      station_seq bigint NOT NULL,
      started_ms bigint NOT NULL,
      mime_type text NOT NULL,
      bytes bigint NOT NULL,
      sha256 text COLLATE "C" NOT NULL,
      -- When the whole file was on the disk; null while it is not here.
      held_ms bigint,
      PRIMARY KEY (site, recording)
    );
    CREATE INDEX recordings_held ON recordings (site, station, bytes) WHERE held_ms IS NOT NULL;
    CREATE INDEX recordings_awaited ON recordings (site, station, bytes) WHERE held_ms IS NULL;
    INSERT INTO recordings (site, recording, station, station_seq, started_ms, mime_type, bytes, sha256)
    SELECT DISTINCT ON (site, recording) site, recording, station, station_seq, started_ms, mime_type, bytes, sha256
    FROM (
      SELECT site, seq, station, station_seq, act ->> 'recordingId' AS recording, (act ->> 'startedAtMs')::bigint AS started_ms,
             act ->> 'mimeType' AS mime_type, (act ->> 'bytes')::bigint AS bytes, act ->> 'sha256' AS sha256
      FROM (SELECT site, seq, station, station_seq, body::json -> 6 AS act FROM events WHERE dead IS NULL AND body LIKE '%"recording.kept"%') AS kept
      WHERE act ->> 'kind' = 'recording.kept' AND act ->> 'recordingId' ~ '^[A-Za-z0-9-]{1,64}$'
        AND act ->> 'startedAtMs' ~ '^[0-9]{1,15}$' AND act ->> 'bytes' ~ '^[0-9]{1,15}$'
    ) AS named
    ORDER BY site, recording, seq DESC;
  `,
};
