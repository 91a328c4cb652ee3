import type { CallBackOutcome, CallDisposition } from '../calls/call-disposition.ts';
import { callerNumber } from '../calls/caller-number.ts';
import type { Call, CallClaim } from '../calls/call.ts';
import { longestMuteMs, muteAt, type NumberState } from '../calls/number-mute.ts';
import { failure, success } from '../outcome/outcome.ts';
import type { Decided } from './decide.ts';

const noCall = failure('no-call', 'There is no such call at this station.');

/** Closes a call as no emergency. It stays in the list of calls; opening an incident from it later outranks this. */
export function decideCloseCall(call: Call | undefined, claim: CallClaim | undefined, disposition: CallDisposition): Decided {
  if (!call) return noCall;
  if (claim?.incidentId != null) return failure('call-has-incident', 'An incident was opened from this call; close the incident.');
  if (claim?.disposition === disposition) return success([]);
  return success([{ kind: 'call.closed', callId: call.id, disposition, callerNumber: callerNumber(call.caller) }]);
}

/** Keeps what became of calling somebody back. Every attempt counts. */
export function decideCallBack(call: Call | undefined, outcome: CallBackOutcome): Decided {
  return call ? success([{ kind: 'call.called-back', callId: call.id, outcome }]) : noCall;
}

/** Silences the ring of a number, and nothing but the ring, for two hours at most. */
export function decideMute(number: string, minutes: number, reason: string, nowMs: number): Decided {
  return success([{ kind: 'number.muted', number, untilMs: nowMs + Math.min(minutes * 60_000, longestMuteMs), reason }]);
}

/** Anybody may let a number ring again. */
export function decideUnmute(state: NumberState | undefined, number: string, nowMs: number): Decided {
  return success(state && muteAt(state, nowMs) ? [{ kind: 'number.unmuted', number }] : []);
}
