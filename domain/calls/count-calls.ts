import { callBackOutcomes, callDispositions, type CallBackOutcome, type CallDisposition } from './call-disposition.ts';
import { callerNumber } from './caller-number.ts';
import type { QueueCall } from './call.ts';

/** Calls that ended in a period, for reports. `calledBack` counts attempts, of which a caller may have had several. */
export type CallCounts = {
  readonly calls: number;
  readonly answered: number;
  /** Gave up in the queue; those who did so within 5 s are counted apart. */
  readonly abandoned: number;
  readonly shortAbandoned: number;
  /** Lost otherwise before anybody answered: in the voice menu, or because the queue let go of them. */
  readonly lost: number;
  /** Unanswered, and nobody has tried to call back. */
  readonly notCalledBack: number;
  readonly calledBack: Readonly<Record<CallBackOutcome, number>>;
  readonly closed: Readonly<Record<CallDisposition, number>>;
};

/** Who called again and again is called back once: an attempt counts for every earlier call of that number. */
export function countCalls(all: Iterable<Pick<QueueCall, 'caller' | 'joinedAtMs' | 'answeredAtMs' | 'outcome' | 'claim'>>): CallCounts {
  const calls = [...all];
  const attemptedAtMs = new Map<string, number>();
  for (const { caller, claim } of calls) {
    const number = callerNumber(caller);
    for (const { atMs } of claim?.callBacks ?? []) if (number !== null) attemptedAtMs.set(number, Math.max(attemptedAtMs.get(number) ?? 0, atMs));
  }
  const counts = { calls: 0, answered: 0, abandoned: 0, shortAbandoned: 0, lost: 0, notCalledBack: 0 };
  const calledBack = noneOf(callBackOutcomes);
  const closed = noneOf(callDispositions);
  for (const { caller, joinedAtMs, answeredAtMs, outcome, claim } of calls) {
    counts.calls += 1;
    const isAnswered = answeredAtMs !== null;
    if (isAnswered) counts.answered += 1;
    else if (outcome === 'abandoned_short') counts.shortAbandoned += 1;
    else if (outcome === 'abandoned') counts.abandoned += 1;
    else counts.lost += 1;
    const attempts = claim?.callBacks ?? [];
    const isAttempted = attempts.length > 0 || (attemptedAtMs.get(callerNumber(caller) ?? '') ?? -1) >= joinedAtMs;
    if (!isAnswered && !isAttempted) counts.notCalledBack += 1;
    for (const { outcome: reached } of attempts) calledBack[reached] += 1;
    if (claim?.disposition != null) closed[claim.disposition] += 1;
  }
  return { ...counts, calledBack, closed };
}

function noneOf<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}
