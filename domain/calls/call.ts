import type { CallerFix } from './caller-fix.ts';
import type { CallBack, CallDisposition } from './call-disposition.ts';
import type { NumberMute } from './number-mute.ts';
import type { Reputation } from './reputation.ts';

/** States of the telephony contract; `abandoned` and `ended` are terminal. */
export type CallState =
  | 'ringing'
  | 'queued'
  | 'offered'
  | 'answered'
  | 'held'
  | 'transferring'
  | 'transferred'
  | 'exited'
  | 'abandoned'
  | 'ended';

export type Caller = {
  readonly raw: string | null;
  readonly e164: string | null;
  readonly name: string | null;
  readonly anonymous: boolean;
};

/** A call as the telephone system tells it. Times are epoch milliseconds of the telephone system's clock. */
export type Call = {
  readonly id: string;
  readonly sourceId: string;
  readonly state: CallState;
  readonly sinceMs: number;
  readonly caller: Caller;
  readonly queue: string | null;
  readonly position: number | null;
  readonly priority: number | null;
  readonly joinedAtMs: number;
  readonly offeredTo: readonly { readonly agent: string; readonly sinceMs: number }[];
  readonly agent: string | null;
  readonly answeredAtMs: number | null;
  /** While `transferring`: the state to which a failed transfer returns. */
  readonly transferFrom: 'answered' | 'held' | null;
  /** The agent's leg ended although the caller is still there; the end of the call should follow within 2 s. */
  readonly agentGoneAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly outcome: string | null;
  readonly callbackNeeded: boolean;
  /** Order within the call is (epoch, seq). */
  readonly epoch: string;
  readonly seq: number;
  /** A gap was seen, or the call was learnt from a retained state alone. */
  readonly historyIncomplete: boolean;
  readonly exercise: boolean;
};

/** What people at the seats did about a call; comes from the journal, not from the telephone system. */
export type CallClaim = {
  readonly callId: string;
  readonly answeredBy: string | null;
  readonly answeredStation: string | null;
  readonly answeredAtMs: number | null;
  /** Their phone has the caller. */
  readonly onPhone: boolean;
  readonly incidentId: string | null;
  /** Complaints that were opened or joined from it. */
  readonly complaintIds: readonly string[];
  /** Why it was closed without an incident; null while an incident stands that was opened from it. */
  readonly disposition: CallDisposition | null;
  readonly closedBy: string | null;
  readonly closedAtMs: number | null;
  readonly callBacks: readonly CallBack[];
};

/** What is known here of the number a call comes from. */
export type NumberStanding = { readonly number: string; readonly reputation: Reputation; readonly mute: NumberMute | null };

/** One line of the queue: the telephone system's word and the seats' acts side by side. */
export type QueueCall = Call & {
  readonly claim: CallClaim | null;
  /** Where the caller is, as the phone or the network says. */
  readonly location: CallerFix | null;
  /** Null when the number is hidden, or the call is over. */
  readonly standing: NumberStanding | null;
};
