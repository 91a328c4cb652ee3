import { choose, decide, unseen, type Register } from '../conflicts/register.ts';
import type { CallAnswer, JournalEvent } from '../journal/act.ts';
import { isWaiting } from './call-waiting.ts';
import type { Call, CallClaim } from './call.ts';
import { settleClaim, type ClaimState } from './claim-state.ts';

/**
 * The first seat to answer keeps the claim, unless another took it over; the first incident opened from a call keeps the link. Only
 * seats that could not see each other contradict: whoever knew of the first claim changes nothing by a second.
 */
export function foldClaim(claim: ClaimState, event: JournalEvent): ClaimState {
  const { act } = event;
  const { decided, callId } = claim;
  if (act.kind === 'call.answered') {
    const answer: CallAnswer = { operator: event.actor, station: event.station, atMs: event.atMs };
    if (act.takesOver === true) return settleClaim(callId, { ...decided, answer: decide(decided.answer, answer, event) });
    return settleClaim(callId, { ...decided, answer: decideFirst(decided.answer, answer, event) });
  }
  if (act.kind === 'incident.opened' || act.kind === 'call.linked') {
    return settleClaim(callId, { ...decided, incident: decideFirst(decided.incident, act.incidentId, event) });
  }
  if (act.kind !== 'conflict.resolved' || act.entity !== `call:${callId}`) return claim;
  if (act.rule === 'call-answered-twice') {
    return settleClaim(callId, { ...decided, answer: choose(decided.answer, act.chosenEventId, event, act.chosen?.answer) });
  }
  if (act.rule !== 'two-incidents-for-one-call') return claim;
  return settleClaim(callId, { ...decided, incident: choose(decided.incident, act.chosenEventId, event, act.chosen?.incidentId) });
}

/** A decision that counts only where none was known. */
function decideFirst<Value>(register: Register<Value>, value: Value, event: JournalEvent): Register<Value> {
  return unseen(register, event).length < register.length ? register : decide(register, value, event);
}

/** How long a seat's claim may go without the telephone system's confirmation; it is asked for 5 s at most. */
const unconfirmedForMs = 10_000;

/** Whether the caller still waits although a seat answered a while ago: that seat may be gone, so another may take over. */
export function isClaimLapsed(claim: CallClaim, call: Call, nowMs: number): boolean {
  return isWaiting(call) && claim.answeredAtMs !== null && nowMs - claim.answeredAtMs > unconfirmedForMs;
}
