import type { CallState } from '../calls/call.ts';
import type { SimulatedCaller } from './plan-calls.ts';

/** A call inside the simulated telephone system. Times are epoch milliseconds, null is not yet or not any more. */
export type SimulatedCall = {
  readonly callId: string;
  readonly caller: SimulatedCaller;
  readonly queue: string;
  readonly seq: number;
  readonly state: Extract<CallState, 'ringing' | 'queued' | 'offered' | 'answered' | 'exited' | 'abandoned' | 'ended'>;
  readonly sinceMs: number;
  readonly position: number | null;
  readonly joinedAtMs: number;
  readonly offered: { readonly agent: string; readonly sinceMs: number } | null;
  readonly agent: string | null;
  readonly answeredAtMs: number | null;
  readonly talkMs: number;
  readonly endedAtMs: number | null;
  readonly endedBy: EndedBy | null;
  readonly outcome: Outcome | null;
};

type EndedBy = 'caller' | 'agent';
type Outcome = 'served' | 'abandoned' | 'abandoned_short' | 'withdrawn';

export type Happening =
  | { readonly type: 'queue.joined'; readonly position: number; readonly count: number }
  | { readonly type: 'queue.position'; readonly position: number; readonly count: number }
  | { readonly type: 'agent.offered'; readonly agent: string; readonly leg: string }
  | { readonly type: 'agent.no_answer'; readonly why: 'caller_gone' }
  | { readonly type: 'agent.connected' }
  | { readonly type: 'agent.completed'; readonly endedBy: EndedBy }
  | { readonly type: 'queue.exited'; readonly reason: 'abandoned' | 'withdrawn' }
  | { readonly type: 'call.ended'; readonly by: EndedBy };

/** Callers who give up sooner are counted apart. */
const shortWaitMs = 5_000;

export function newCall(callId: string, caller: SimulatedCaller, queue: string, atMs: number): SimulatedCall {
  return {
    callId,
    caller,
    queue,
    seq: 0,
    state: 'ringing',
    sinceMs: atMs,
    position: null,
    joinedAtMs: atMs,
    offered: null,
    agent: null,
    answeredAtMs: null,
    talkMs: 0,
    endedAtMs: null,
    endedBy: null,
    outcome: null,
  };
}

/** The call after something happened, and what the telephony contract says of it beside the envelope. */
export function applyHappening(call: SimulatedCall, happening: Happening, atMs: number): { readonly call: SimulatedCall; readonly fields: object } {
  const changed = (change: Partial<SimulatedCall>): SimulatedCall => ({
    ...call,
    ...change,
    seq: call.seq + 1,
    sinceMs: change.state === undefined || change.state === call.state ? call.sinceMs : atMs,
  });
  switch (happening.type) {
    case 'queue.joined': {
      const { position, count } = happening;
      return { call: changed({ state: 'queued', position }), fields: { queue: call.queue, position, count, priority: 0, caller: call.caller } };
    }
    case 'queue.position': {
      const { position, count } = happening;
      return { call: changed({ position }), fields: { queue: call.queue, position, count } };
    }
    case 'agent.offered': {
      const { agent, leg } = happening;
      return { call: changed({ state: 'offered', offered: { agent, sinceMs: atMs } }), fields: { queue: call.queue, agent: { id: agent, name: agent }, leg } };
    }
    case 'agent.no_answer': {
      const ring_ms = atMs - (call.offered?.sinceMs ?? atMs);
      return { call: changed({ state: 'queued', offered: null }), fields: { agent: { id: call.offered?.agent }, ring_ms, why: happening.why } };
    }
    case 'agent.connected': {
      const agent = call.offered?.agent ?? null;
      const ring_ms = atMs - (call.offered?.sinceMs ?? atMs);
      return {
        call: changed({ state: 'answered', agent, offered: null, position: null, answeredAtMs: atMs }),
        fields: { agent: { id: agent }, wait_ms: atMs - call.joinedAtMs, ring_ms },
      };
    }
    case 'agent.completed': {
      const talkMs = atMs - (call.answeredAtMs ?? atMs);
      return { call: changed({ talkMs }), fields: { agent: { id: call.agent }, talk_ms: talkMs, ended_by: happening.endedBy } };
    }
    case 'queue.exited': {
      const wait_ms = atMs - call.joinedAtMs;
      const isAbandoned = happening.reason === 'abandoned';
      const outcome = !isAbandoned ? 'withdrawn' : wait_ms < shortWaitMs ? 'abandoned_short' : 'abandoned';
      const end = isAbandoned ? { endedAtMs: atMs, endedBy: 'caller' as const } : {};
      return {
        call: changed({ state: isAbandoned ? 'abandoned' : 'exited', position: null, outcome, ...end }),
        fields: { queue: call.queue, reason: happening.reason, wait_ms, ...(call.position === null ? {} : { position: call.position }) },
      };
    }
    case 'call.ended': {
      const ended = changed({
        state: call.state === 'abandoned' ? 'abandoned' : 'ended',
        endedAtMs: atMs,
        endedBy: happening.by,
        outcome: call.outcome ?? 'served',
        agent: call.agent,
      });
      return {
        call: ended,
        fields: {
          outcome: ended.outcome,
          cause: { q850: 16, text: 'Normal Clearing' },
          by: happening.by,
          wait_ms: (call.answeredAtMs ?? atMs) - call.joinedAtMs,
          talk_ms: call.talkMs,
          total_ms: atMs - call.joinedAtMs,
          callback_needed: isCallbackNeeded(ended),
        },
      };
    }
  }
}

/** Retained state of a call, telephony contract 11.4; what is unknown is left out. */
export function callStateFields(call: SimulatedCall): object {
  return {
    call_id: call.callId,
    state: call.state,
    since: iso(call.sinceMs),
    caller: call.caller,
    did: '112',
    queue: call.queue,
    ...(call.position === null ? {} : { position: call.position }),
    priority: 0,
    joined_at: iso(call.joinedAtMs),
    offered: call.offered === null ? [] : [{ agent: call.offered.agent, since: iso(call.offered.sinceMs) }],
    ...(call.agent === null ? {} : { agent: call.agent }),
    ...(call.answeredAtMs === null ? {} : { answered_at: iso(call.answeredAtMs) }),
    held: false,
    hold_total_ms: 0,
    legs: [{ id: call.callId.slice(call.callId.indexOf('-') + 1), role: 'caller', channel: 'PJSIP/trunk-sim', up: call.endedAtMs === null }],
    ...(call.outcome === null ? {} : { outcome: call.outcome }),
    ...(call.endedAtMs === null ? {} : { cause: { q850: 16, text: 'Normal Clearing' }, ended_at: iso(call.endedAtMs), ended_by: call.endedBy }),
    callback_needed: isCallbackNeeded(call),
    history_incomplete: false,
  };
}

export function isOver(call: SimulatedCall): boolean {
  return call.endedAtMs !== null;
}

function isCallbackNeeded(call: SimulatedCall): boolean {
  return call.outcome === 'abandoned' || call.outcome === 'abandoned_short';
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
