import { fieldOf, timestampMs, type AmiMessage } from '../asterisk/ami-message.ts';
import { createAgentBoard } from './agent-board.ts';
import { callBody } from './call-body.ts';
import { isOver, type Awaited, type CallRecord } from './call-record.ts';
import { addLeg, type BridgeOutput, type BridgeSettings, type BridgeWorld, type Ordered } from './bridge-world.ts';
import { createListCollector } from './collect-lists.ts';
import { compareChannels, compareQueues } from './compare.ts';
import { createQueueBoard } from './queue-board.ts';
import { missOffer, offerTo } from './queue-steps.ts';
import { settle } from './settle.ts';
import type { Reading } from './reading.ts';
import { takeAnswer, takeEvent } from './take-message.ts';

export type { BridgeOutput, BridgeSettings } from './bridge-world.ts';

/** First letters of the ids of our own actions; what carries another id was asked by somebody else. */
const ownActions = 'siaga-';
const clearAfterMs = 60_000;
const pullWithinMs = 30_000;
const repeatStatesMs = 900_000;
/** A message may be held up in the network by less. */
const setBackMs = 2_000;

export type Bridge = {
  /** One message of the telephone system, with the time of our own clock. Never throws. */
  take(message: AmiMessage, nowMs: number): BridgeOutput[];
  /** Time goes on: what has been waited for long enough is decided. Call it at least every 100 ms. */
  tick(nowMs: number): BridgeOutput[];
  /** Calls of the epoch before, read from the broker. Before the first message. */
  restore(calls: readonly CallRecord[], nowMs: number): void;
  /** The telephone system can be heard again; the lists that follow are compared. */
  heard(): void;
  /** It cannot be heard: nothing is concluded from silence. */
  lost(): void;
  /** Both lists were compared since it is heard. */
  isCompared(): boolean;
  /** An order of ours is on its way to the telephone system; returns what is to be published. */
  order(callId: string, ordered: Omit<Ordered, 'atMs'>, nowMs: number): BridgeOutput[];
  /** The order was refused. */
  orderFailed(callId: string, nowMs: number): BridgeOutput[];
  /** The telephone system took a new priority. */
  setPriority(callId: string, priority: number, nowMs: number): BridgeOutput[];
  /** What is retained of a call again; clears what is none. */
  repeat(callId: string): BridgeOutput[];
  call(callId: string): CallRecord | undefined;
  interfaceOf(agent: string): string | undefined;
  /** For diagnostics: events that fitted nowhere. */
  unexpected(): number;
};

/**
 * The bridge from Asterisk's manager to the telephony contract (decision 0014): messages and time in, events and states out. It has no clock, no network
 * and no chance of its own, so a recorded conversation gives the same every time.
 */
export function createBridge(settings: BridgeSettings): Bridge {
  let out: BridgeOutput[] = [];
  const changed = new Set<CallRecord>();
  const clearAtMs = new Map<CallRecord, number>();
  const lists = createListCollector();
  /** What to add to our clock for the telephone system's: as of the message that came fastest. Unknown before the first that carries a time. */
  let skewMs: number | null = null;
  let nowMs = 0;
  let isHeard = false;
  let waiting: Map<string, Set<string>> | null = null;
  let compared = false;
  let takenOver = new Set<string>();
  let repeatedAtMs: number | null = null;

  const world: BridgeWorld = {
    settings,
    calls: new Map(),
    callOfLeg: new Map(),
    callOfLinkedid: new Map(),
    bridges: new Map(),
    finished: new Map(),
    awaiting: new Set(),
    ordered: new Map(),
    redirectSaidAtMs: null,
    unexpected: 0,
    emit(call, type, atMs, fields) {
      call.seq += 1;
      call.tsMs = atMs;
      const finished = world.finished.get(call.uniqueid);
      if (finished) finished.seq = call.seq;
      const envelope = { v: 1, id: settings.newId(nowMs), epoch: settings.epoch, seq: call.seq, ts: new Date(atMs).toISOString(), src: `ami:${settings.pbx}`, type, call_id: call.id };
      out.push({ kind: 'event', callId: call.id, body: { ...envelope, ...fields, ...(settings.exercise ? { exercise: true } : {}) } });
      changed.add(call);
      if (type === 'agent.connected' && call.queue !== null) queues.count(call.queue, 'answered');
      if (type === 'queue.exited' && call.state === 'abandoned' && call.queue !== null) queues.count(call.queue, 'abandoned');
      if (type === 'agent.completed' && call.agent) agents.wrapUp(call.agent.id, atMs, null);
    },
    changed: (call) => void changed.add(call),
    forget(call) {
      clearAtMs.delete(call);
      changed.delete(call);
      world.calls.delete(call.id);
      for (const id of call.legs.keys()) if (world.callOfLeg.get(id) === call) world.callOfLeg.delete(id);
      for (const [id, of] of world.callOfLinkedid) if (of === call) world.callOfLinkedid.delete(id);
    },
  };
  const agents = createAgentBoard(world, settings);
  const queues = createQueueBoard(world, settings);
  const reading: Reading = { world, settings, agents, withheld: new Set() };
  const comparing = { world, agents, queues, areaCode: settings.areaCode, wrapUpMs: settings.wrapUpMs };
  const pbxMs = (): number => nowMs + (skewMs ?? 0);

  const setClock = (toldMs: number): void => {
    const aheadMs = skewMs === null ? 0 : pbxMs() - toldMs;
    const isSetBack = aheadMs > setBackMs;
    if (skewMs === null || aheadMs < 0 || isSetBack) skewMs = toldMs - nowMs;
    if (!isSetBack) return;
    // The telephone system's clock was set back: what is awaited is not awaited the longer for it.
    for (const { awaited } of world.awaiting) for (const what of Object.keys(awaited) as (keyof Awaited)[]) awaited[what] = (awaited[what] ?? 0) - aheadMs;
  };

  const flush = (): BridgeOutput[] => {
    for (const call of changed) {
      out.push({ kind: 'call-state', callId: call.id, body: callBody(call, settings.epoch, `ami:${settings.pbx}`, settings.exercise) });
      if (isOver(call) && call.end !== null && !clearAtMs.has(call)) clearAtMs.set(call, nowMs + clearAfterMs);
    }
    changed.clear();
    const done = out;
    out = [];
    return done;
  };

  const clear = (): void => {
    for (const [call, atMs] of clearAtMs) {
      if (nowMs < atMs) continue;
      world.forget(call);
      out.push({ kind: 'call-state', callId: call.id, body: null });
    }
  };

  const takeList = (message: AmiMessage): boolean => {
    const list = lists.take(message);
    if (list === null || list === 'item') return list === 'item';
    const isOwn = list.actionId.startsWith(ownActions);
    if (list.kind === 'queues') {
      const named = compareQueues(comparing, list.items, pbxMs());
      if (isOwn) waiting = named;
    } else if (isOwn && waiting) {
      compareChannels(comparing, list.items, waiting, pbxMs(), takenOver);
      for (const id of takenOver) {
        const call = world.calls.get(id);
        if (call && !isOver(call)) world.emit(call, 'call.reconciled', pbxMs(), { what: 'epoch', why: 'gateway_started' });
      }
      takenOver = new Set();
      waiting = null;
      compared = true;
    }
    return true;
  };

  return {
    take(message, atMs) {
      nowMs = atMs;
      const told = timestampMs(message);
      if (told !== undefined) {
        setClock(told);
        settle(world, told, true);
      }
      if (!takeList(message)) {
        if (fieldOf(message, 'Event') !== undefined) takeEvent(reading, message, { atMs: told ?? pbxMs(), exact: told !== undefined });
        else if (!(fieldOf(message, 'ActionID') ?? '').startsWith(ownActions)) takeAnswer(reading, message, pbxMs());
      }
      return flush();
    },
    tick(atMs) {
      nowMs = atMs;
      if (isHeard) settle(world, pbxMs(), false);
      repeatedAtMs ??= nowMs;
      if (nowMs - repeatedAtMs >= repeatStatesMs) {
        repeatedAtMs = nowMs;
        for (const call of world.calls.values()) changed.add(call);
      }
      clear();
      if (isHeard && compared) queues.flush(pbxMs(), nowMs, out);
      if (isHeard) agents.flush(pbxMs(), nowMs, out);
      return flush();
    },
    restore(calls, atMs) {
      for (const call of calls) {
        world.calls.set(call.id, call);
        for (const leg of call.legs.values()) addLeg(world, call, leg.id, leg.channel, leg.role);
        for (const id of call.legs.keys()) world.callOfLeg.set(id, call);
        world.callOfLinkedid.set(call.uniqueid, call);
        if (!isOver(call)) takenOver.add(call.id);
        else clearAtMs.set(call, Math.min(atMs + clearAfterMs, (call.endedAtMs ?? atMs) + clearAfterMs));
      }
    },
    heard() {
      isHeard = true;
      compared = false;
      waiting = null;
      lists.forget();
    },
    lost() {
      isHeard = false;
      lists.forget();
    },
    isCompared: () => isHeard && compared,
    order(callId, ordered, atMs) {
      nowMs = atMs;
      const call = world.calls.get(callId);
      world.ordered.set(callId, { ...ordered, atMs: pbxMs() });
      if (call && ordered.what === 'pull' && ordered.agent) {
        offerTo(world, call, { agent: ordered.agent, interface: agents.interfaceOf(ordered.agent.id) ?? '', leg: `pull-${callId}`, channel: '', atMs: pbxMs() });
        call.pulledBy = ordered.agent;
        call.awaited.pull = pbxMs() + pullWithinMs;
        world.awaiting.add(call);
      }
      return flush();
    },
    orderFailed(callId, atMs) {
      nowMs = atMs;
      const call = world.calls.get(callId);
      world.ordered.delete(callId);
      if (call?.pulledBy && call.answeredAtMs === null) {
        call.pulledBy = null;
        delete call.awaited.pull;
        missPull(call);
      }
      return flush();
    },
    setPriority(callId, priority, atMs) {
      nowMs = atMs;
      const call = world.calls.get(callId);
      if (call && call.priority !== priority && !isOver(call)) {
        call.priority = priority;
        world.emit(call, 'queue.priority', pbxMs(), { queue: call.queue ?? undefined, priority });
      }
      return flush();
    },
    repeat(callId) {
      const call = world.calls.get(callId);
      if (call) changed.add(call);
      else out.push({ kind: 'call-state', callId, body: null });
      return flush();
    },
    call: (callId) => world.calls.get(callId),
    interfaceOf: (agent) => agents.interfaceOf(agent),
    unexpected: () => world.unexpected,
  };

  function missPull(call: CallRecord): void {
    for (const { leg } of call.offers) if (leg.startsWith('pull-')) missOffer(world, call, leg, 'unavailable', pbxMs());
  }
}
