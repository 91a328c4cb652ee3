import type { JournalEvent } from '../journal/act.ts';
import { isWaiting } from './call-waiting.ts';
import type { Call, CallClaim } from './call.ts';

export function unclaimedCall(callId: string): CallClaim {
  return { callId, answeredBy: null, answeredStation: null, answeredAtMs: null, incidentId: null };
}

/** The first seat to answer keeps the claim, unless another took it over; the first incident opened from a call keeps the link. */
export function foldClaim(claim: CallClaim, event: JournalEvent): CallClaim {
  const { act } = event;
  if (act.kind === 'call.answered') {
    return claim.answeredBy === null || act.takesOver === true
      ? { ...claim, answeredBy: event.actor, answeredStation: event.station, answeredAtMs: event.atMs }
      : claim;
  }
  if (act.kind === 'incident.opened' || act.kind === 'call.linked') {
    return claim.incidentId === null ? { ...claim, incidentId: act.incidentId } : claim;
  }
  return claim;
}

/** How long a seat's claim may go without the telephone system's confirmation; it is asked for 5 s at most. */
const unconfirmedForMs = 10_000;

/** Whether the caller still waits although a seat answered a while ago: that seat may be gone, so another may take over. */
export function isClaimLapsed(claim: CallClaim, call: Call, nowMs: number): boolean {
  return isWaiting(call) && claim.answeredAtMs !== null && nowMs - claim.answeredAtMs > unconfirmedForMs;
}
