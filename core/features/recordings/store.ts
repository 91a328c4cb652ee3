import type { Recording, RecordingHead } from '#domain/recordings/recording.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { hashedColumns, isWholeSql, withHash } from '../../db/row-hash.ts';

type Row = CheckedRow & { readonly body: string };
type Key = { readonly id: string };

const columns = [...hashedColumns.recordings, 'row_hash'];

/** Which recordings this station has, and what became of them. */
export function createRecordingStore(database: Database, damage: RowDamage) {
  const upsert = database.prepare<(string | number | null)[]>(
    `INSERT INTO recordings (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns.slice(1).map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const select = database.prepare<[string], Row>(`SELECT body, ${isWholeSql('recordings')} FROM recordings WHERE id = ?`);
  const open = database.prepare<[], Key>("SELECT id FROM recordings WHERE state = 'open'");
  const newest = database.prepare<[number], Key>('SELECT id FROM recordings ORDER BY started_ms DESC LIMIT ?');
  const ofCall = database.prepare<[string, number], Key>('SELECT id FROM recordings WHERE call_id = ? ORDER BY started_ms DESC LIMIT ?');
  const oldest = database.prepare<[number], Key>("SELECT id FROM recordings WHERE is_removed = 0 AND state <> 'open' ORDER BY started_ms LIMIT ?");
  const removable = database.prepare<[number], Key>('SELECT id FROM recordings WHERE is_removed = 0 AND is_synced = 1 ORDER BY started_ms LIMIT ?');
  const kept = database.prepare<[], { bytes: number; unsynced: number }>(
    'SELECT COALESCE(SUM(bytes), 0) AS bytes, COUNT(*) - COALESCE(SUM(is_synced), 0) AS unsynced FROM recordings WHERE is_removed = 0',
  );
  const between = database.prepare<[number, number], Key>('SELECT id FROM recordings WHERE started_ms BETWEEN ? AND ?');
  const unsent = database.prepare<[number], Key>("SELECT id FROM recordings WHERE is_removed = 0 AND is_synced = 0 AND state <> 'open' ORDER BY started_ms LIMIT ?");
  const waiting = database.prepare<[], { count: number; bytes: number; oldestAtMs: number | null }>(
    "SELECT COUNT(*) AS count, COALESCE(SUM(bytes), 0) AS bytes, MIN(started_ms) AS oldestAtMs FROM recordings WHERE is_removed = 0 AND is_synced = 0 AND state <> 'open'",
  );
  const confirmedAfter = database.prepare<[number, string, number], Key>('SELECT id FROM recordings WHERE is_synced = 1 AND (started_ms, id) > (?, ?) ORDER BY started_ms, id LIMIT ?');
  const countConfirmed = database.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM recordings WHERE is_synced = 1');
  let waits: ReturnType<typeof waiting.get>;
  const since = database.prepare<[number], { bytes: number }>('SELECT COALESCE(SUM(bytes), 0) AS bytes FROM recordings WHERE started_ms >= ?');

  const read = (id: string): Recording | undefined => {
    const row = damage.read('recordings', id, () => select.get(id));
    return row && (JSON.parse(row.body) as Recording);
  };
  const all = (keys: readonly Key[]): readonly Recording[] => keys.flatMap(({ id }) => read(id) ?? []);
  const write = (recording: Recording): void => {
    waits = undefined;
    const { id, startedAtMs, phone, callId, state, bytes, isSynced, removedAtMs } = recording;
    upsert.run(...withHash('recordings', id, startedAtMs, phone, callId, state, bytes, isSynced ? 1 : 0, removedAtMs === null ? 0 : 1, JSON.stringify(recording)));
  };
  return {
    read,
    write,
    begin: (phone: string, head: RecordingHead): void =>
      write({ ...head, phone, state: 'open', durationMs: 0, bytes: 0, sha256: null, isSynced: false, removedAtMs: null }),
    open: (): readonly Recording[] => all(open.all()),
    newest: (limit: number): readonly Recording[] => all(newest.all(limit)),
    ofCall: (callId: string, limit: number): readonly Recording[] => all(ofCall.all(callId, limit)),
    /** Begun between two times. */
    between: (fromMs: number, untilMs: number): readonly Recording[] => all(between.all(fromMs, untilMs)),
    /** Ended and not confirmed by central, the oldest first. */
    unsent: (limit: number): readonly Recording[] => all(unsent.all(limit)),
    waiting: (): { readonly count: number; readonly bytes: number; readonly oldestAtMs: number | null } => (waits ??= waiting.get()) ?? { count: 0, bytes: 0, oldestAtMs: null },
    /** Confirmed by central, also those whose files were removed here, behind a place in the order of their beginning. */
    confirmedAfter: ({ startedAtMs, id }: Pick<Recording, 'startedAtMs' | 'id'>, limit: number): readonly Recording[] => all(confirmedAfter.all(startedAtMs, id, limit)),
    countConfirmed: (): number => countConfirmed.get()?.count ?? 0,
    /** The oldest that central has confirmed. */
    removable: (limit: number): readonly Recording[] => all(removable.all(limit)),
    /** The oldest that have ended, confirmed or not. */
    oldest: (limit: number): readonly Recording[] => all(oldest.all(limit)),
    /** What the files on this disk come to, and how many of them central has not confirmed. */
    kept: (): { readonly bytes: number; readonly unsynced: number } => kept.get() ?? { bytes: 0, unsynced: 0 },
    bytesSince: (atMs: number): number => since.get(atMs)?.bytes ?? 0,
  };
}

export type RecordingStore = ReturnType<typeof createRecordingStore>;
