import { callerNumber } from './caller-number.ts';
import type { CallBack } from './call-disposition.ts';
import type { QueueCall } from './call.ts';

/** Calls of one number whose callers gave up, and what became of calling back. A hidden number is a group of one call. */
export type AbandonedGroup = {
  readonly number: string | null;
  /** The newest first. */
  readonly calls: readonly QueueCall[];
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Three times within five minutes: somebody who cannot get through. */
  readonly isUrgent: boolean;
  /** The newest attempt since the last of the calls. */
  readonly calledBack: CallBack | null;
};

const urgentCount = 3;
const urgentWithinMs = 5 * 60_000;

/** Groups abandoned calls: the urgent first, then by the last call, the newest first; whoever was reached leaves the urgent ones. */
export function groupAbandoned(calls: Iterable<QueueCall>): readonly AbandonedGroup[] {
  const groups = new Map<string, QueueCall[]>();
  for (const call of calls) {
    const key = callerNumber(call.caller) ?? `hidden ${call.id}`;
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  return [...groups.values()].map(groupOf).sort((left, right) => Number(right.isUrgent) - Number(left.isUrgent) || right.lastAtMs - left.lastAtMs);
}

function groupOf(unsorted: readonly QueueCall[]): AbandonedGroup {
  const calls = unsorted.toSorted((left, right) => gaveUpAtMs(right) - gaveUpAtMs(left) || (left.id < right.id ? -1 : 1));
  const times = calls.map(gaveUpAtMs);
  const [lastAtMs = 0] = times;
  const attempts = calls.flatMap(({ claim }) => claim?.callBacks ?? []).filter(({ atMs }) => atMs >= lastAtMs);
  const calledBack = attempts.toSorted((left, right) => right.atMs - left.atMs)[0] ?? null;
  const isRush = times.some((atMs, index) => atMs - (times[index + urgentCount - 1] ?? -Infinity) <= urgentWithinMs);
  return {
    number: calls[0] ? callerNumber(calls[0].caller) : null,
    calls,
    firstAtMs: times.at(-1) ?? 0,
    lastAtMs,
    isUrgent: isRush && calledBack?.outcome !== 'reached',
    calledBack,
  };
}

function gaveUpAtMs(call: QueueCall): number {
  return call.endedAtMs ?? call.sinceMs;
}
