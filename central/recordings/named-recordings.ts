import { recordingId } from '#contract/sync/recording-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import type { Queries } from '../db/central-database.ts';
import { toStored } from '../db/stored-text.ts';
import type { NamedRecording } from './recording-files.ts';

/** No recording of a call is larger: a line for eighty hours. */
const largestBytes = 2_000_000_000;

export type RecordingRow = NamedRecording & { readonly station: string; readonly heldAtMs: number | null };

/**
 * Notes the recordings that newly placed events name, in the transaction that places them. An id belongs to the station that named it first;
 * a recording that was taken up again has another hash, and is awaited anew.
 */
export async function nameRecordings({ query }: Queries, site: string, events: readonly JournalEvent[]): Promise<void> {
  for (const { act, station, seq } of events) {
    if (act.kind !== 'recording.kept' || !recordingId.safeParse(act.recordingId).success) continue;
    const { bytes, startedAtMs } = act;
    if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > largestBytes || !Number.isSafeInteger(startedAtMs) || Math.abs(startedAtMs) > 8e14) continue;
    await query(
      `INSERT INTO recordings (site, recording, station, station_seq, started_ms, mime_type, bytes, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (site, recording) DO UPDATE SET station_seq = excluded.station_seq, started_ms = excluded.started_ms, mime_type = excluded.mime_type,
         bytes = excluded.bytes, sha256 = excluded.sha256, held_ms = CASE WHEN recordings.sha256 = excluded.sha256 THEN recordings.held_ms END
       WHERE recordings.station = excluded.station AND recordings.station_seq < excluded.station_seq`,
      [site, act.recordingId, station, seq, startedAtMs, toStored(act.mimeType), bytes, act.sha256],
    );
  }
}

const select = `SELECT site, recording AS "recordingId", station, started_ms AS "startedAtMs", mime_type AS "mimeType", bytes, sha256, held_ms AS "heldAtMs" FROM recordings`;

export async function readRecordings({ query }: Queries, site: string, ids: readonly string[]): Promise<ReadonlyMap<string, RecordingRow>> {
  const rows = await query<RecordingRow>(`${select} WHERE site = $1 AND recording = ANY($2::text[])`, [site, ids]);
  return new Map(rows.map((row) => [row.recordingId, row]));
}

/** Whole files, in the order of their names, of all sites. */
export function heldAfter({ query }: Queries, after: Pick<RecordingRow, 'site' | 'recordingId'>, limit: number): Promise<readonly RecordingRow[]> {
  return query<RecordingRow>(`${select} WHERE held_ms IS NOT NULL AND (site, recording) > ($1, $2) ORDER BY site, recording LIMIT $3`, [after.site, after.recordingId, limit]);
}

export async function setHeld({ query }: Queries, { site, recordingId: id, sha256 }: NamedRecording, heldAtMs: number | null): Promise<void> {
  await query('UPDATE recordings SET held_ms = $4 WHERE site = $1 AND recording = $2 AND sha256 = $3', [site, id, sha256, heldAtMs]);
}

export type RecordingCounts = { readonly station: string; readonly held: number; readonly heldBytes: number; readonly awaited: number; readonly awaitedBytes: number };

/** What central holds of each station's recordings, and what it waits for. */
export function countRecordings({ query }: Queries, site: string): Promise<readonly RecordingCounts[]> {
  return query<RecordingCounts>(
    `SELECT station, count(held_ms)::bigint AS held, COALESCE(sum(bytes) FILTER (WHERE held_ms IS NOT NULL), 0)::bigint AS "heldBytes",
            (count(*) - count(held_ms))::bigint AS awaited, COALESCE(sum(bytes) FILTER (WHERE held_ms IS NULL), 0)::bigint AS "awaitedBytes"
     FROM recordings WHERE site = $1 GROUP BY station ORDER BY station`,
    [site],
  );
}

export async function countHeld({ query }: Queries, site: string, station: string): Promise<number> {
  const [row] = await query<{ held: number }>('SELECT count(*)::bigint AS held FROM recordings WHERE site = $1 AND station = $2 AND held_ms IS NOT NULL', [site, station]);
  return row?.held ?? 0;
}
