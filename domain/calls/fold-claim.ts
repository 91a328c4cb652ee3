import type { JournalEvent } from '../journal/act.ts';
import type { CallClaim } from './call.ts';

export function unclaimedCall(callId: string): CallClaim {
  return { callId, answeredBy: null, answeredStation: null, answeredAtMs: null, incidentId: null };
}

/** The first seat to answer keeps the claim; the first incident opened from a call keeps the link. */
export function foldClaim(claim: CallClaim, event: JournalEvent): CallClaim {
  const { act } = event;
  if (act.kind === 'call.answered') {
    return claim.answeredBy === null
      ? { ...claim, answeredBy: event.actor, answeredStation: event.station, answeredAtMs: event.atMs }
      : claim;
  }
  if (act.kind === 'incident.opened' || act.kind === 'call.linked') {
    return claim.incidentId === null ? { ...claim, incidentId: act.incidentId } : claim;
  }
  return claim;
}
