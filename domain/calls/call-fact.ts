import type { Call, Caller } from './call.ts';

export const callEventTypes = [
  'call.ringing',
  'queue.joined',
  'queue.position',
  'queue.priority',
  'agent.offered',
  'agent.no_answer',
  'agent.connected',
  'call.held',
  'call.resumed',
  'transfer.started',
  'transfer.completed',
  'transfer.failed',
  'agent.completed',
  'queue.exited',
  'call.ended',
  'call.reconciled',
] as const;
export type CallEventType = (typeof callEventTypes)[number];

/** One event of a call after the telephony contract; absent fields are null. */
export type CallEvent = {
  readonly type: CallEventType;
  readonly id: string;
  readonly callId: string;
  readonly sourceId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly atMs: number;
  readonly queue: string | null;
  readonly position: number | null;
  readonly priority: number | null;
  readonly caller: Caller | null;
  readonly agent: string | null;
  /** Why: of a missed offer, a left queue, a failed transfer; of a transfer its kind, `blind` or `attended`. */
  readonly reason: string | null;
  readonly endedBy: string | null;
  readonly outcome: string | null;
  readonly callbackNeeded: boolean | null;
  /** Where a transfer goes: a number or an agent. */
  readonly target: string | null;
  readonly waitMs: number | null;
  readonly ringMs: number | null;
  readonly talkMs: number | null;
  readonly heldMs: number | null;
  readonly totalMs: number | null;
  readonly exercise: boolean;
};

/**
 * A single event; or the retained full state from which a call is restored after a gap; or the word that the telephone
 * system has cleared its record of the call (60 s after the end), heard at `atMs`.
 */
export type CallFact =
  | { readonly form: 'event'; readonly event: CallEvent }
  | { readonly form: 'state'; readonly state: Call }
  | { readonly form: 'cleared'; readonly callId: string; readonly atMs: number };
