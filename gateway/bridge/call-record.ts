import type { CallState } from '#domain/calls/call.ts';
import type { CallerFields } from './read-caller.ts';

/** An operator: own staff id, and the name the telephone system shows. */
export type Agent = { readonly id: string; readonly name?: string };

export type LegRole = 'caller' | 'agent' | 'consult' | 'target' | 'other';
/** One channel of a conversation. `dialStatus` and `cause` (Q.850) say how it ended. */
export type Leg = {
  readonly id: string;
  readonly channel: string;
  role: LegRole;
  up: boolean;
  dialStatus: string | null;
  cause: number | null;
  /** It hung up by itself. */
  askedToEnd: boolean;
};

export type Offer = { readonly agent: Agent; readonly interface: string; readonly leg: string; readonly sinceMs: number };
/** The first sign that a side let go: a request on one of its channels, or its end. */
export type HangupSign = { readonly side: 'caller' | 'agent' | 'other'; readonly onOwnChannel: boolean; readonly soft: boolean };
export type Cause = { readonly q850: number; readonly text?: string };
export type ExitReason = 'abandoned' | 'timeout' | 'redirected' | 'withdrawn' | 'key' | 'full' | 'unknown';
export type TransferFailure = 'cancelled' | 'no_answer' | 'busy' | 'invalid' | 'target_hung_up';

export type Transfer = {
  readonly kind: 'blind' | 'attended';
  readonly target: string | null;
  readonly by: string | null;
  state: 'started' | 'deciding' | 'completed' | 'failed';
  /** When the telephone system said that it did it. */
  saidAtMs: number | null;
  /** The target is being called: nothing is decided until that ends. */
  dialling: boolean;
  failure: TransferFailure | null;
};

/** What is awaited, each with the moment (of the telephone system's clock) when waiting ends. */
export type Awaited = {
  hold?: number;
  exit?: number;
  offer?: number;
  transfer?: number;
  completion?: number;
  end?: number;
  agentGone?: number;
  pull?: number;
  place?: number;
};

/** One call as the gateway knows it. Times are epoch milliseconds of the telephone system's clock. */
export type CallRecord = {
  readonly id: string;
  readonly uniqueid: string;
  channel: string;
  state: CallState;
  sinceMs: number;
  seq: number;
  tsMs: number;
  caller: CallerFields;
  did: string | null;
  queue: string | null;
  position: number | null;
  priority: number;
  joinedAtMs: number;
  /** Of this stay in a queue; `joinedAtMs` is the first. */
  queuedAtMs: number;
  context: string | null;
  /** On the way out, and known to have been sent elsewhere. */
  isElsewhere: boolean;
  offers: Offer[];
  agent: Agent | null;
  agentLeg: string | null;
  answeredAtMs: number | null;
  completedAtMs: number | null;
  talkMs: number;
  waitMs: number | null;
  pulledBy: Agent | null;
  holdAskedAtMs: number | null;
  heldAtMs: number | null;
  holdTotalMs: number;
  transfer: Transfer | null;
  /** The agent's end, kept back until it is known whether the transfer succeeded. */
  keptCompletion: { readonly atMs: number; readonly talkMs: number; readonly endedBy: string; readonly coarse: boolean } | null;
  exit: { readonly atMs: number; readonly position: number | null; readonly waitMs: number; readonly toldWaitMs: number; readonly coarse: boolean } | null;
  exitReason: ExitReason | null;
  /** Spoke to somebody after leaving the queue. */
  spokeElsewhere: boolean;
  /** The operator let go by a transfer that failed, and nobody has taken the caller since. */
  droppedByTransfer: boolean;
  end: { readonly atMs: number; readonly cause: Cause | null; readonly by: string | null } | null;
  signs: HangupSign[];
  legs: Map<string, Leg>;
  awaited: Awaited;
  outcome: string | null;
  endedBy: string | null;
  cause: Cause | null;
  endedAtMs: number | null;
  callbackNeeded: boolean;
  callbackOf: string | null;
  historyIncomplete: boolean;
  /** Complete lists in a row that lacked the caller's channel, the place in the queue, the agent's channel. */
  missing: { channel: number; entry: number; agent: number };
};

export function newCall(fields: Pick<CallRecord, 'id' | 'uniqueid' | 'channel' | 'caller' | 'joinedAtMs'>): CallRecord {
  return {
    ...fields,
    state: 'ringing',
    sinceMs: fields.joinedAtMs,
    seq: 0,
    tsMs: fields.joinedAtMs,
    did: null,
    queue: null,
    position: null,
    priority: 0,
    queuedAtMs: fields.joinedAtMs,
    context: null,
    isElsewhere: false,
    offers: [],
    agent: null,
    agentLeg: null,
    answeredAtMs: null,
    completedAtMs: null,
    talkMs: 0,
    waitMs: null,
    pulledBy: null,
    holdAskedAtMs: null,
    heldAtMs: null,
    holdTotalMs: 0,
    transfer: null,
    keptCompletion: null,
    exit: null,
    exitReason: null,
    spokeElsewhere: false,
    droppedByTransfer: false,
    end: null,
    signs: [],
    legs: new Map(),
    awaited: {},
    outcome: null,
    endedBy: null,
    cause: null,
    endedAtMs: null,
    callbackNeeded: false,
    callbackOf: null,
    historyIncomplete: false,
    missing: { channel: 0, entry: 0, agent: 0 },
  };
}

export function isOver(call: CallRecord): boolean {
  return call.endedAtMs !== null;
}

/** Waits in a queue, and is not on the way out. */
export function isInQueue(call: CallRecord): boolean {
  return (call.state === 'queued' || call.state === 'offered') && call.exit === null && call.pulledBy === null && !isOver(call);
}

/** Is on the way to an operator who asked for the caller; the telephone system calls that a redirection. */
export function isBeingPulled(call: CallRecord): boolean {
  return call.pulledBy !== null && call.agentLeg === null && !isOver(call);
}

/** An operator has the call. */
export function isWithAgent(call: CallRecord): boolean {
  return (call.state === 'answered' || call.state === 'held' || call.state === 'transferring') && !isOver(call);
}

/** `PJSIP/101-0000002a` without its number, `Local/101@agents-0000000d;1` without its half: the same for both halves of one line. */
export function lineOf(channel: string): string {
  return channel.replace(/;[12]$/, '');
}

/** A level of a topic: every other character becomes `_` (11.2 of the telephony contract). */
export function topicLevel(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 64) || '_';
}
