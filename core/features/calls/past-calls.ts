import { callerNumber } from '#domain/calls/caller-number.ts';
import type { Call, CallClaim } from '#domain/calls/call.ts';
import { judgeNumber, type NumberPast, type Reputation } from '#domain/calls/reputation.ts';
import type { Database } from '../../db/database.ts';

/** A number is judged by so many of its newest calls. */
const callsJudged = 50;

/** What the lists of this station's database say of a number. The whole past of a number is found by its index alone. */
export function createPastCalls(database: Database, readClaim: (callId: string) => CallClaim | undefined) {
  const enter = database.prepare<[string, string, number, number]>(
    `INSERT INTO numbered_calls (call_id, number, joined_ms, abandoned) VALUES (?, ?, ?, ?)
     ON CONFLICT (call_id) DO UPDATE SET number = excluded.number, joined_ms = excluded.joined_ms, abandoned = excluded.abandoned
     WHERE (number, joined_ms, abandoned) IS NOT (excluded.number, excluded.joined_ms, excluded.abandoned)`,
  );
  const newest = database.prepare<[string, string, number], { call_id: string; joined_ms: number; abandoned: number }>(newestOfNumberSql);
  const count = database.prepare<[string, string], { calls: number; abandoned: number }>(countOfNumberSql);

  return {
    /** Takes a call into the list of its number. */
    enter(call: Call): void {
      const number = callerNumber(call.caller);
      if (number !== null) enter.run(call.id, number, call.joinedAtMs, call.endedAtMs !== null && call.answeredAtMs === null ? 1 : 0);
    },
    /** The newest calls of a number but for one, the newest first. */
    newest: (number: string, exceptCallId: string, limit: number): readonly string[] => newest.all(number, exceptCallId, limit).map((row) => row.call_id),
    count: (number: string, exceptCallId: string): { readonly calls: number; readonly abandoned: number } => count.get(number, exceptCallId) ?? { calls: 0, abandoned: 0 },
    /** How a number is shown and ordered at the call that comes from it. */
    judge(number: string, callId: string, nowMs: number): Reputation {
      const closed: NumberPast['closed'][number][] = [];
      const incidents: number[] = [];
      const abandoned: number[] = [];
      for (const row of newest.all(number, callId, callsJudged)) {
        const claim = readClaim(row.call_id);
        if (claim?.incidentId != null) incidents.push(row.joined_ms);
        else if (claim?.disposition != null) closed.push({ disposition: claim.disposition, atMs: claim.closedAtMs ?? row.joined_ms });
        else if (row.abandoned === 1) abandoned.push(row.joined_ms);
      }
      return judgeNumber({ closed, incidents, abandoned }, nowMs);
    },
  };
}

export const newestOfNumberSql = 'SELECT call_id, joined_ms, abandoned FROM numbered_calls WHERE number = ? AND call_id <> ? ORDER BY joined_ms DESC LIMIT ?';
export const countOfNumberSql = 'SELECT COUNT(*) AS calls, COALESCE(SUM(abandoned), 0) AS abandoned FROM numbered_calls WHERE number = ? AND call_id <> ?';
