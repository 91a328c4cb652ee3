import { groupAbandoned, type AbandonedGroup } from '#domain/calls/abandoned.ts';
import type { QueueCall } from '#domain/calls/call.ts';
import { compareWaiting } from '#domain/calls/call-waiting.ts';
import { wantsAnswer } from '#domain/calls/fold-claim.ts';

export type QueueRowKind = 'mine' | 'waiting' | 'urgent' | 'elsewhere' | 'call-back' | 'closed' | 'gone';
/** `group`: all calls of the number whose callers gave up; `call` is the newest of them. */
export type QueueRow = { readonly kind: QueueRowKind; readonly call: QueueCall; readonly group: AbandonedGroup | null };

/** How long a call that is over stays in sight; one that should be called back stays longer. */
const goneShownMs = 5 * 60_000;
const callBackShownMs = 30 * 60_000;

const rank: Readonly<Record<QueueRowKind, number>> = { mine: 0, waiting: 1, urgent: 2, elsewhere: 3, 'call-back': 4, closed: 5, gone: 5 };

/** The lines of the queue: answered here, then who waits longest, then callers who gave up again and again, then the rest. */
export function queueRows(calls: Iterable<QueueCall>, stationId: string, nowMs: number): readonly QueueRow[] {
  const rows: QueueRow[] = [];
  const abandoned: QueueCall[] = [];
  for (const call of calls) {
    const kind = kindOf(call, stationId, nowMs);
    if (kind === 'call-back') abandoned.push(call);
    else if (kind !== null) rows.push({ kind, call, group: null });
  }
  for (const group of groupAbandoned(abandoned)) {
    const [call] = group.calls;
    if (call) rows.push({ kind: group.isUrgent ? 'urgent' : isSettled(group) ? 'gone' : 'call-back', call, group });
  }
  return rows.sort((left, right) => rank[left.kind] - rank[right.kind] || orderWithin(left, right));
}

/** The call F1 answers. */
export function oldestWaiting(rows: readonly QueueRow[]): QueueCall | null {
  return rows.find((row) => row.kind === 'waiting')?.call ?? null;
}

function kindOf(call: QueueCall, stationId: string, nowMs: number): Exclude<QueueRowKind, 'urgent'> | null {
  const { claim } = call;
  const isClosed = claim?.disposition != null;
  if (isOver(call)) {
    const ageMs = nowMs - (call.endedAtMs ?? call.sinceMs);
    if (isClosed) return ageMs < goneShownMs ? 'closed' : null;
    if (call.callbackNeeded && ageMs < callBackShownMs) return 'call-back';
    return ageMs < goneShownMs ? 'gone' : null;
  }
  // Whoever still waits on a call that was closed rings again: closing a call never makes its caller unheard.
  if (wantsAnswer(call, nowMs)) return 'waiting';
  if (isClosed) return 'closed';
  return claim?.answeredBy != null && claim.answeredStation === stationId ? 'mine' : 'elsewhere';
}

function isOver(call: QueueCall): boolean {
  return call.state === 'abandoned' || call.state === 'ended' || call.state === 'exited';
}

/** Nobody needs to call again: the caller was reached, or does not want it. */
function isSettled({ calledBack }: AbandonedGroup): boolean {
  return calledBack !== null && calledBack.outcome !== 'no-answer' && calledBack.outcome !== 'busy';
}

function orderWithin(left: QueueRow, right: QueueRow): number {
  if (left.kind === 'waiting') return compareWaiting(left.call, right.call);
  const byEnd = (right.call.endedAtMs ?? right.call.sinceMs) - (left.call.endedAtMs ?? left.call.sinceMs);
  return byEnd || (left.call.id < right.call.id ? -1 : 1);
}
