import { choose, decide, unseen, type Register } from '../conflicts/register.ts';
import type { Act, CallAnswer, JournalEvent } from '../journal/act.ts';
import type { CallBack } from './call-disposition.ts';
import { isWaiting } from './call-waiting.ts';
import type { Call, CallClaim, QueueCall } from './call.ts';
import { settleClaim, type ClaimState } from './claim-state.ts';

const callBacksKept = 20;

/**
 * The first seat to answer keeps the claim, unless another took it over; the first incident opened from a call keeps the link, and outranks
 * that the call was closed as no emergency. Only seats that could not see each other contradict: whoever knew of the first claim changes
 * nothing by a second.
 */
export function foldClaim(claim: ClaimState, event: JournalEvent): ClaimState {
  const { act } = event;
  const { decided } = claim;
  switch (act.kind) {
    case 'call.answered': {
      const answer: CallAnswer = { operator: event.actor, station: event.station, atMs: event.atMs, ...(act.onPhone ? { onPhone: true } : {}) };
      const take = act.takesOver === true ? decide : decideFirst;
      return settleClaim(claim, { ...decided, answer: take(decided.answer, answer, event) });
    }
    case 'incident.opened':
    case 'call.linked':
      // Whoever opens an incident knowing that the call was closed has thought better of it; a closing apart stands beside it.
      return settleClaim(claim, { ...decided, incident: decideFirst(decided.incident, act.incidentId, event), closing: unseen(decided.closing, event) });
    case 'call.closed': {
      const knewAllIncidents = decided.incident.length > 0 && unseen(decided.incident, event).length === 0;
      return knewAllIncidents ? claim : settleClaim(claim, { ...decided, closing: decide(decided.closing, act.disposition, event) });
    }
    case 'complaint.opened':
    case 'complaint.joined':
      return claim.complaintIds.includes(act.complaintId) ? claim : { ...claim, complaintIds: [...claim.complaintIds, act.complaintId] };
    case 'call.called-back': {
      const attempt: CallBack = { outcome: act.outcome, by: event.actor, station: event.station, atMs: event.atMs };
      return { ...claim, callBacks: [...claim.callBacks, attempt].slice(-callBacksKept) };
    }
    case 'conflict.resolved':
      return act.entity === `call:${claim.callId}` ? settleClaim(claim, resolved(claim, act, event)) : claim;
    default:
      return claim;
  }
}

function resolved({ decided }: ClaimState, act: Extract<Act, { kind: 'conflict.resolved' }>, event: JournalEvent): ClaimState['decided'] {
  const { chosenEventId, chosen = {} } = act;
  switch (act.rule) {
    case 'call-answered-twice':
      return { ...decided, answer: choose(decided.answer, chosenEventId, event, chosen.answer) };
    case 'two-incidents-for-one-call':
      return { ...decided, incident: choose(decided.incident, chosenEventId, event, chosen.incidentId) };
    case 'junk-and-incident':
      // The incident itself stays as it is until somebody closes it; only the call leaves it.
      return chosen.callDisposition === undefined
        ? { ...decided, incident: choose(decided.incident, chosenEventId, event, chosen.incidentId), closing: unseen(decided.closing, event) }
        : { ...decided, incident: unseen(decided.incident, event), closing: choose(decided.closing, chosenEventId, event, chosen.callDisposition) };
    default:
      return decided;
  }
}

/** A decision that counts only where none was known. */
function decideFirst<Value>(register: Register<Value>, value: Value, event: JournalEvent): Register<Value> {
  return unseen(register, event).length < register.length ? register : decide(register, value, event);
}

/** How long a seat's claim holds while neither the telephone system nor the seat's own phone says that it has the caller. */
const unconfirmedForMs = 20_000;

/**
 * Whether the caller still waits although a seat answered a while ago: that seat may be gone, so the call rings everywhere again and anybody
 * may take it. Who has the caller on their phone keeps the claim, unless the caller came back to the queue later.
 */
export function isClaimLapsed(claim: CallClaim, call: Pick<Call, 'state' | 'sinceMs'>, nowMs: number): boolean {
  if (!isWaiting(call) || claim.answeredAtMs === null || nowMs - claim.answeredAtMs <= unconfirmedForMs) return false;
  return !claim.onPhone || call.sinceMs > claim.answeredAtMs;
}

/** The caller waits and no seat's claim holds: the call rings, and F1 takes it. */
export function wantsAnswer(call: Pick<QueueCall, 'state' | 'sinceMs' | 'claim'>, nowMs: number): boolean {
  return isWaiting(call) && (call.claim?.answeredBy == null || isClaimLapsed(call.claim, call, nowMs));
}
