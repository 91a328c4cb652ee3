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
  readonly reason: string | null;
  readonly endedBy: string | null;
  readonly outcome: string | null;
  readonly callbackNeeded: boolean | null;
  readonly exercise: boolean;
};

/** A single event, or the retained full state from which a call is restored after a gap. */
export type CallFact = { readonly form: 'event'; readonly event: CallEvent } | { readonly form: 'state'; readonly state: Call } | { readonly form: 'cleared'; readonly callId: string };
