import type { QueueCall } from '#domain/calls/call.ts';
import { isWaiting } from '#domain/calls/call-waiting.ts';

export type QueueRowKind = 'mine' | 'waiting' | 'elsewhere' | 'call-back' | 'gone';
export type QueueRow = { readonly kind: QueueRowKind; readonly call: QueueCall };

/** How long a call that is over stays in sight; one that should be called back stays longer. */
const goneShownMs = 5 * 60_000;
const callBackShownMs = 30 * 60_000;

const rank: Readonly<Record<QueueRowKind, number>> = { mine: 0, waiting: 1, elsewhere: 2, 'call-back': 3, gone: 4 };

/** The lines of the queue: answered here, then waiting with the oldest first, then the rest. */
export function queueRows(calls: Iterable<QueueCall>, stationId: string, nowMs: number): readonly QueueRow[] {
  const rows: QueueRow[] = [];
  for (const call of calls) {
    const kind = kindOf(call, stationId, nowMs);
    if (kind !== null) rows.push({ kind, call });
  }
  return rows.sort((left, right) => rank[left.kind] - rank[right.kind] || orderWithin(left, right));
}

/** The call F1 answers. */
export function oldestWaiting(rows: readonly QueueRow[]): QueueCall | null {
  return rows.find((row) => row.kind === 'waiting')?.call ?? null;
}

function kindOf(call: QueueCall, stationId: string, nowMs: number): QueueRowKind | null {
  const { claim } = call;
  if (isOver(call)) {
    const ageMs = nowMs - (call.endedAtMs ?? call.sinceMs);
    if (call.callbackNeeded && ageMs < callBackShownMs) return 'call-back';
    return ageMs < goneShownMs ? 'gone' : null;
  }
  if (claim?.answeredBy != null) return claim.answeredStation === stationId ? 'mine' : 'elsewhere';
  return isWaiting(call) ? 'waiting' : 'elsewhere';
}

function isOver(call: QueueCall): boolean {
  return call.state === 'abandoned' || call.state === 'ended' || call.state === 'exited';
}

function orderWithin(left: QueueRow, right: QueueRow): number {
  const byKind =
    left.kind === 'waiting'
      ? left.call.joinedAtMs - right.call.joinedAtMs
      : (right.call.endedAtMs ?? right.call.sinceMs) - (left.call.endedAtMs ?? left.call.sinceMs);
  return byKind || (left.call.id < right.call.id ? -1 : 1);
}
