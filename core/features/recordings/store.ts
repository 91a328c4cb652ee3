import type { Recording, RecordingHead, RecordingState } from '#domain/recordings/recording.ts';
import type { Database } from '../../db/database.ts';

type Row = {
  readonly phone: string;
  readonly state: RecordingState;
  readonly duration_ms: number;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly synced_ms: number | null;
  readonly removed_ms: number | null;
  readonly head: string;
};

const columns = 'phone, state, duration_ms, bytes, sha256, synced_ms, removed_ms, head';

/** Which recordings this station has, and what became of them. */
export function createRecordingStore(database: Database) {
  const insert = database.prepare<[string, string, string | null, number, string]>(
    "INSERT OR IGNORE INTO recordings (id, phone, call_id, started_ms, state, duration_ms, bytes, head) VALUES (?, ?, ?, ?, 'open', 0, 0, ?)",
  );
  const end = database.prepare<[RecordingState, number, number, string | null, string]>('UPDATE recordings SET state = ?, duration_ms = ?, bytes = ?, sha256 = ? WHERE id = ?');
  const remove = database.prepare<[number, string]>('UPDATE recordings SET removed_ms = ? WHERE id = ?');
  const select = database.prepare<[string], Row>(`SELECT ${columns} FROM recordings WHERE id = ?`);
  const open = database.prepare<[], Row>(`SELECT ${columns} FROM recordings WHERE state = 'open'`);
  const newest = database.prepare<[number], Row>(`SELECT ${columns} FROM recordings ORDER BY started_ms DESC LIMIT ?`);
  const ofCall = database.prepare<[string, number], Row>(`SELECT ${columns} FROM recordings WHERE call_id = ? ORDER BY started_ms DESC LIMIT ?`);
  const removable = database.prepare<[number], Row>(
    `SELECT ${columns} FROM recordings WHERE synced_ms IS NOT NULL AND removed_ms IS NULL ORDER BY started_ms LIMIT ?`,
  );
  const kept = database.prepare<[], { bytes: number; unsynced: number }>(
    'SELECT COALESCE(SUM(bytes), 0) AS bytes, COUNT(*) - COUNT(synced_ms) AS unsynced FROM recordings WHERE removed_ms IS NULL',
  );
  const since = database.prepare<[number], { bytes: number }>('SELECT COALESCE(SUM(bytes), 0) AS bytes FROM recordings WHERE started_ms >= ?');
  const recording = (row: Row): Recording => ({
    ...(JSON.parse(row.head) as RecordingHead),
    phone: row.phone,
    state: row.state,
    durationMs: row.duration_ms,
    bytes: row.bytes,
    sha256: row.sha256,
    isSynced: row.synced_ms !== null,
    removedAtMs: row.removed_ms,
  });
  return {
    begin(phone: string, head: RecordingHead): void {
      insert.run(head.id, phone, head.callId, head.startedAtMs, JSON.stringify(head));
    },
    end: (id: string, state: RecordingState, { durationMs, bytes, sha256 }: { durationMs: number; bytes: number; sha256: string | null }): void =>
      void end.run(state, durationMs, bytes, sha256, id),
    removed: (id: string, atMs: number): void => void remove.run(atMs, id),
    read(id: string): Recording | undefined {
      const row = select.get(id);
      return row && recording(row);
    },
    open: (): readonly Recording[] => open.all().map(recording),
    newest: (limit: number): readonly Recording[] => newest.all(limit).map(recording),
    ofCall: (callId: string, limit: number): readonly Recording[] => ofCall.all(callId, limit).map(recording),
    /** The oldest that central has confirmed. */
    removable: (limit: number): readonly Recording[] => removable.all(limit).map(recording),
    /** What the files on this disk come to, and how many of them central has not confirmed. */
    kept: (): { readonly bytes: number; readonly unsynced: number } => kept.get() ?? { bytes: 0, unsynced: 0 },
    bytesSince: (atMs: number): number => since.get(atMs)?.bytes ?? 0,
  };
}

export type RecordingStore = ReturnType<typeof createRecordingStore>;
