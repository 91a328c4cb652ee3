import { bestFix, type CallerFix } from '#domain/calls/caller-fix.ts';
import type { Call } from '#domain/calls/call.ts';
import type { Database } from '../../db/database.ts';
import type { Reception } from '../../ingest/reception.ts';

/** A phone may send its position while the number is still being dialled, and the network after the call has ended. */
const beforeCallMs = 5 * 60_000;
const afterCallMs = 5 * 60_000;
const mostOfOneCall = 50;

/** Where callers are. A fix belongs to a call by its id, or by its number while that number's call goes on. */
export function createCallerFixStore(database: Database) {
  const insert = database.prepare<[string, string | null, string | null, number, string]>(
    'INSERT OR IGNORE INTO caller_fixes (id, call_id, number, received_ms, body) VALUES (?, ?, ?, ?, ?)',
  );
  const ofCall = database.prepare<[string, number], { body: string }>('SELECT body FROM caller_fixes WHERE call_id = ? ORDER BY received_ms DESC LIMIT ?');
  const ofNumber = database.prepare<[string, number, number, number], { body: string }>(
    'SELECT body FROM caller_fixes WHERE number = ? AND received_ms BETWEEN ? AND ? ORDER BY received_ms DESC LIMIT ?',
  );
  const callsOf = database.prepare<[string], { id: string }>("SELECT id FROM calls WHERE ended_ms IS NULL AND json_extract(body, '$.caller.e164') = ?");
  const forget = database.prepare<[number, number]>(
    'DELETE FROM caller_fixes WHERE rowid IN (SELECT rowid FROM caller_fixes WHERE received_ms < ? ORDER BY received_ms LIMIT ?)',
  );

  return {
    /** `callIds`: calls that show it. */
    receive(fix: CallerFix): { reception: Reception; callIds: readonly string[] } {
      const { changes } = insert.run(fix.id, fix.callId, fix.number, fix.receivedAtMs, JSON.stringify(fix));
      if (changes === 0) return { reception: 'duplicate', callIds: [] };
      const ofItsNumber = fix.number === null ? [] : callsOf.all(fix.number).map(({ id }) => id);
      return { reception: 'stored', callIds: fix.callId === null ? ofItsNumber : [fix.callId, ...ofItsNumber] };
    },
    /** The fix to show for a call; null when nobody said anything. */
    of({ id, caller, joinedAtMs, endedAtMs }: Call): CallerFix | null {
      const untilMs = endedAtMs === null ? Number.MAX_SAFE_INTEGER : endedAtMs + afterCallMs;
      const byNumber = caller.e164 === null ? [] : ofNumber.all(caller.e164, joinedAtMs - beforeCallMs, untilMs, mostOfOneCall);
      return bestFix([...ofCall.all(id, mostOfOneCall), ...byNumber].map(({ body }) => JSON.parse(body) as CallerFix));
    },
    forgetBefore: (atMs: number, limit: number): number => forget.run(atMs, limit).changes,
  };
}
