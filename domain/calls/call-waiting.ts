import { isOver } from './call-state.ts';
import type { Call, CallState, NumberStanding } from './call.ts';
import { mostLaterMs } from './reputation.ts';

const agentGoneGraceMs = 2_000;
/** How long a state may last before its end was probably lost; the contract's upper limits. */
const doubtfulAfterMs: Partial<Record<CallState, number>> = { ringing: 3_600_000, queued: 3_600_000, offered: 120_000, held: 3_600_000 };

/** A person waits on the line and nobody has answered (or they were put back in the queue). */
export function isWaiting(call: Pick<Call, 'state'>): boolean {
  return call.state === 'ringing' || call.state === 'queued' || call.state === 'offered';
}

/** The caller's line is still open, whoever they speak to. */
export function isActive(call: Call): boolean {
  return !isOver(call);
}

/** Milliseconds the caller waited, until now while they still do. Never negative, even if the telephone system's clock is ahead. */
export function waitedMs(call: Call, nowMs: number): number {
  const untilMs = isWaiting(call) ? nowMs : (call.answeredAtMs ?? call.endedAtMs ?? call.sinceMs);
  return Math.max(0, untilMs - call.joinedAtMs);
}

type Waiting = Pick<Call, 'id' | 'joinedAtMs'> & { readonly standing?: NumberStanding | null };

/**
 * Who has waited longest comes first; a tie is settled by id, so that the order never flickers. What a number did before puts a call back by
 * `mostLaterMs` at most: it stays ahead of everybody who joined later than that.
 */
export function compareWaiting(left: Waiting, right: Waiting): number {
  return orderedAtMs(left) - orderedAtMs(right) || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

function orderedAtMs({ joinedAtMs, standing }: Waiting): number {
  return joinedAtMs + Math.min(mostLaterMs, Math.max(0, standing?.reputation.laterMs ?? 0));
}

/** The state to show: a call that its agent left and that did not end within 2 s has gone elsewhere. */
export function stateAt(call: Call, nowMs: number): CallState {
  return !isOver(call) && call.agentGoneAtMs !== null && nowMs - call.agentGoneAtMs > agentGoneGraceMs ? 'exited' : call.state;
}

/** The state lasts longer than any real one: marked on the screen, never removed in silence. */
export function isDoubtful(call: Call, nowMs: number): boolean {
  return nowMs - call.sinceMs > (doubtfulAfterMs[call.state] ?? Infinity);
}
