import { callSteps, stateOfEvent } from './call-steps.ts';
import type { CallEvent, CallFact } from './call-fact.ts';
import type { Call } from './call.ts';

/**
 * `applied`: the call changed or the event was expected. `duplicate` and `late`: dropped by (epoch, seq). `unexpected`: the
 * table has no such step; the state stays, the case is worth counting.
 */
export type CallVerdict = 'applied' | 'duplicate' | 'late' | 'unexpected';
export type CallStep = {
  readonly call: Call | undefined;
  readonly verdict: CallVerdict;
  /** Events between the known and this one were not heard. */
  readonly gap: boolean;
};

type Order = { readonly epoch: string; readonly seq: number };

/** Epochs are RFC 3339 times in one notation (`2026-11-23T21:27:15.000Z`), so their letters sort as their times. */
function compareOrder(left: Order, right: Order): number {
  if (left.epoch !== right.epoch) return left.epoch < right.epoch ? -1 : 1;
  return left.seq - right.seq;
}

/** A restarted bridge may count a call on or from 1 again; anything else jumps. */
function isGap(known: Order | undefined, next: Order): boolean {
  if (!known) return next.seq > 1;
  if (known.epoch !== next.epoch && next.seq === 1) return false;
  return next.seq > known.seq + 1 || (known.epoch !== next.epoch && next.seq <= known.seq);
}

export function isOver(call: Call): boolean {
  return call.state === 'abandoned' || call.state === 'ended';
}

/**
 * The state machine of a call (section 11.5 of the telephony contract). Never throws and never drops a caller for being
 * told in the wrong order: an event of an unknown call opens it in the state the event speaks of, and so does one
 * after a gap; the retained state, when it comes, is the telephone system's full word and replaces what was known.
 */
export function applyCallFact(call: Call | undefined, fact: CallFact): CallStep {
  switch (fact.form) {
    case 'event':
      return applyEvent(call, fact.event);
    case 'state':
      return applyState(call, fact.state);
    case 'cleared':
      return applyCleared(call, fact.atMs);
  }
}

function applyEvent(known: Call | undefined, event: CallEvent): CallStep {
  const gap = isGap(known, event);
  if (!known) return open(event, gap);
  const order = compareOrder(event, known);
  if (order === 0) return { call: known, verdict: 'duplicate', gap: false };
  if (order < 0) return { call: known, verdict: 'late', gap: false };
  if (isOver(known)) {
    // The same id after the end and a restart of the bridge is a new call.
    if (event.type === 'queue.joined' && event.epoch !== known.epoch) return open(event, gap);
    const isGuess = known.state === 'ended' && known.outcome === 'unknown';
    if (isGuess && isSignOfLife(event)) return applyToLiving({ ...known, endedAtMs: null, outcome: null, callbackNeeded: false }, event, true);
    const step = callSteps[isGuess && event.type === 'call.ended' ? 'abandoned' : known.state][event.type];
    return step ? { call: carryOver(known, step(known, event), event, gap), verdict: 'applied', gap } : { call: known, verdict: 'unexpected', gap };
  }
  return applyToLiving(known, event, gap);
}

/** An end that was only concluded was wrong when the caller is heard of again. */
function isSignOfLife({ type }: CallEvent): boolean {
  return stateOfEvent[type] !== null && type !== 'call.ended' && type !== 'agent.completed';
}

function applyToLiving(known: Call, event: CallEvent, gap: boolean): CallStep {
  const step = callSteps[known.state][event.type];
  if (step) return { call: carryOver(known, step(known, event), event, gap), verdict: 'applied', gap };
  const state = gap ? stateOfEvent[event.type] : null;
  const jump = state && callSteps[state][event.type];
  const next = state && jump ? jump({ ...known, state }, event) : known;
  return { call: carryOver(known, next, event, gap), verdict: jump ? 'applied' : 'unexpected', gap };
}

function carryOver(known: Call, next: Call, event: CallEvent, gap: boolean): Call {
  return {
    ...next,
    sinceMs: next.state === known.state ? known.sinceMs : event.atMs,
    caller: event.caller ?? known.caller,
    exercise: known.exercise || event.exercise,
    epoch: event.epoch,
    seq: event.seq,
    historyIncomplete: known.historyIncomplete || gap,
  };
}

function open(event: CallEvent, gap: boolean): CallStep {
  const state = event.type === 'call.ringing' ? 'ringing' : stateOfEvent[event.type];
  if (!state) return { call: undefined, verdict: 'unexpected', gap };
  const blank: Call = {
    id: event.callId,
    sourceId: event.sourceId,
    state,
    sinceMs: event.atMs,
    caller: event.caller ?? { raw: null, e164: null, name: null, anonymous: false },
    queue: event.queue,
    position: event.position,
    priority: event.priority,
    joinedAtMs: event.atMs,
    offeredTo: [],
    agent: state === 'queued' || state === 'offered' ? null : event.agent,
    answeredAtMs: null,
    transferFrom: null,
    agentGoneAtMs: null,
    endedAtMs: null,
    outcome: null,
    callbackNeeded: false,
    epoch: event.epoch,
    seq: event.seq,
    historyIncomplete: gap,
    exercise: event.exercise,
  };
  const first = event.type === 'call.ringing' || event.type === 'queue.joined';
  const step = callSteps[state][event.type];
  return { call: step ? step(blank, event) : blank, verdict: first || gap ? 'applied' : 'unexpected', gap };
}

function applyState(known: Call | undefined, state: Call): CallStep {
  const gap = isGap(known, state);
  if (!known) return { call: { ...state, historyIncomplete: state.historyIncomplete || gap }, verdict: 'applied', gap };
  const order = compareOrder(state, known);
  if (order < 0) return { call: known, verdict: 'late', gap: false };
  const jumped = order > 0 && gap;
  const next = { ...state, historyIncomplete: state.historyIncomplete || known.historyIncomplete || jumped };
  return isSame(known, next) ? { call: known, verdict: 'duplicate', gap: false } : { call: next, verdict: 'applied', gap: jumped };
}

function isSame(left: Call, right: Call): boolean {
  return (Object.keys(right) as (keyof Call)[]).every((key) => JSON.stringify(left[key]) === JSON.stringify(right[key]));
}

/** The telephone system forgot a call of which we never heard the end: it is over, nobody knows how. */
function applyCleared(known: Call | undefined, atMs: number): CallStep {
  if (!known || isOver(known)) return { call: known, verdict: 'duplicate', gap: false };
  const call: Call = {
    ...known,
    state: 'ended',
    sinceMs: atMs,
    position: null,
    offeredTo: [],
    transferFrom: null,
    agentGoneAtMs: null,
    endedAtMs: atMs,
    outcome: 'unknown',
    callbackNeeded: known.callbackNeeded || known.answeredAtMs === null,
    historyIncomplete: true,
  };
  return { call, verdict: 'applied', gap: true };
}
