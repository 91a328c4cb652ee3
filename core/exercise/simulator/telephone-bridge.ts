import { applyHappening, callStateFields, isOver, newCall, type Happening, type SimulatedCall } from '#domain/exercise/simulated-call.ts';
import type { PlannedCall } from '#domain/exercise/plan-calls.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Clock } from '../../clock.ts';
import { createAgentDesk } from './agent-desk.ts';
import type { Send } from './outgoing-message.ts';
import { createQueueBoard } from './queue-board.ts';

const bridgeName = 'bridge';
const queue = 'q112';
const clearAfterMs = 60_000;
const beatEveryMs = 5_000;
/** The operator's phone rings this long before it takes the call that was pulled. */
const pickUpMs = 350;

export type Refusal = { readonly code: string; readonly text: string };

export type TelephoneBridge = {
  /** A caller enters the queue; returns the id of the call. */
  ring(call: Pick<PlannedCall, 'caller' | 'patienceMs' | 'talkMs'>): string;
  /** Puts a waiting call through to an operator; null when it will. */
  pull(callId: string, agent: string): Refusal | null;
  /** The operator's side ends it. */
  end(callId: string): Refusal | null;
  close(): void;
};

/**
 * A telephone system with one queue and the bridge that publishes it after the telephony contract: events numbered per call,
 * retained states that are cleared 60 s after the end, the queue, the operators, a link with last words and a beat.
 */
export function createTelephoneBridge(options: { site: string; seed: number; clock: Clock; send: Send }): TelephoneBridge {
  const { clock, send, seed } = options;
  const root = `cc112/v1/${options.site}`;
  const epoch = new Date(clock.now()).toISOString();
  const ids = createRandom(seed, 'event-ids', clock.now());
  const calls = new Map<string, SimulatedCall>();
  const timers = new Map<string, () => void>();
  const talkLengths = new Map<string, number>();
  let callsBegun = 0;
  let beats = 0;

  const iso = (): string => new Date(clock.now()).toISOString();
  const producerLine = (fields: object): string => JSON.stringify({ v: 1, ...fields });
  const link = (status: 'online' | 'offline'): void =>
    send({ topic: `${root}/link/${bridgeName}`, payload: producerLine({ status, epoch, ts: iso(), synced: true }), qos: 1, retain: true });

  const waiting = (): SimulatedCall[] => [...calls.values()].filter((call) => call.state === 'queued' || call.state === 'offered');
  const agents = createAgentDesk({ root, epoch, clock, send });
  const board = createQueueBoard({ root, epoch, queue, clock, send, waiting });

  const happen = (callId: string, happening: Happening): void => {
    const before = calls.get(callId);
    if (!before) return;
    const { call, fields } = applyHappening(before, happening, clock.now());
    calls.set(callId, call);
    const envelope = { v: 1, id: uuid(ids), epoch, seq: call.seq, ts: iso(), pub_ts: iso(), src: 'sim:sumenep', type: happening.type, call_id: callId };
    send({ topic: `${root}/tel/calls/${callId}/event`, payload: JSON.stringify({ ...envelope, ...fields, exercise: true }), qos: 1, retain: false });
    const state = { v: 1, epoch, seq: call.seq, ts: iso(), ...callStateFields(call), exercise: true };
    send({ topic: `${root}/tel/calls/${callId}/state`, payload: JSON.stringify(state), qos: 1, retain: true });
  };

  /** One timer per call: its next step, or its clearing after the end. */
  const next = (callId: string, ms: number, run: () => void): void => {
    timers.get(callId)?.();
    timers.set(callId, clock.after(ms, run));
  };
  const recount = (): void => {
    const left = waiting();
    left.forEach((call, index) => {
      if (call.position !== index + 1) happen(call.callId, { type: 'queue.position', position: index + 1, count: left.length });
    });
    board.changed();
  };
  const clearLater = (callId: string): void =>
    next(callId, clearAfterMs, () => {
      timers.delete(callId);
      calls.delete(callId);
      talkLengths.delete(callId);
      send({ topic: `${root}/tel/calls/${callId}/state`, payload: '', qos: 1, retain: true });
    });

  const hangUp = (callId: string, by: 'caller' | 'agent'): void => {
    const call = calls.get(callId);
    if (!call || isOver(call)) return;
    if (call.state === 'answered') {
      happen(callId, { type: 'agent.completed', endedBy: by });
      happen(callId, { type: 'call.ended', by });
      board.count('answered');
    } else {
      if (call.offered) {
        happen(callId, { type: 'agent.no_answer', why: 'caller_gone' });
        agents.free(call.offered.agent, callId);
      }
      happen(callId, { type: 'queue.exited', reason: by === 'caller' ? 'abandoned' : 'withdrawn' });
      happen(callId, { type: 'call.ended', by });
      if (by === 'caller') board.count('abandoned');
    }
    if (call.agent !== null) agents.wrapUp(call.agent, callId);
    recount();
    clearLater(callId);
  };
  link('online');
  const stopBeat = clock.every(beatEveryMs, () => {
    beats += 1;
    send({ topic: `${root}/beat/${bridgeName}`, payload: producerLine({ ts: iso(), seq: beats }), qos: 0, retain: false });
  });

  return {
    ring({ caller, patienceMs, talkMs }) {
      callsBegun += 1;
      const callId = `sim-${Math.floor(clock.now() / 1000)}.${callsBegun}`;
      talkLengths.set(callId, talkMs);
      calls.set(callId, newCall(callId, caller, queue, clock.now()));
      const place = waiting().length + 1;
      happen(callId, { type: 'queue.joined', position: place, count: place });
      board.changed();
      next(callId, patienceMs, () => hangUp(callId, 'caller'));
      return callId;
    },
    pull(callId, agent) {
      const call = calls.get(callId);
      if (!call || isOver(call)) return { code: 'no_such_channel', text: `Channel does not exist: ${callId}` };
      if (call.state !== 'queued') return { code: 'not_waiting', text: `The call is ${call.state}.` };
      callsBegun += 1;
      happen(callId, { type: 'agent.offered', agent, leg: `${Math.floor(clock.now() / 1000)}.${callsBegun}` });
      agents.ring(agent, callId);
      next(callId, pickUpMs, () => {
        happen(callId, { type: 'agent.connected' });
        agents.connect(agent, callId);
        recount();
        next(callId, talkLengths.get(callId) ?? 0, () => hangUp(callId, 'caller'));
      });
      return null;
    },
    end(callId) {
      const call = calls.get(callId);
      if (!call || isOver(call)) return { code: 'no_such_channel', text: `Channel does not exist: ${callId}` };
      hangUp(callId, 'agent');
      return null;
    },
    close() {
      stopBeat();
      board.close();
      agents.close();
      for (const stop of timers.values()) stop();
      link('offline');
    },
  };
}

/** A UUID (version 4 in form) whose digits come from the exercise's own chance. */
function uuid(random: { whole(low: number, high: number): number }): string {
  const hex = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
