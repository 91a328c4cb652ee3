import { addLeg, enter, stopWaiting, wait, type BridgeWorld } from './bridge-world.ts';
import { isInQueue, isOver, newCall, topicLevel, type Agent, type CallRecord, type ExitReason } from './call-record.ts';
import type { CallerFields } from './read-caller.ts';
import { closeRanks, openRanks } from './queue-places.ts';

const exitWaitMs = 1_000;

/** The channel of a caller as a message shows it. */
export type CallerChannel = {
  readonly uniqueid: string;
  readonly linkedid: string | undefined;
  readonly channel: string;
  readonly caller: CallerFields;
  readonly context: string | undefined;
  readonly did: string | undefined;
};

export type Joining = {
  readonly queue: string;
  readonly position: number | undefined;
  readonly count: number | undefined;
  readonly priority?: number | undefined;
  readonly joinedAtMs: number;
  readonly atMs: number;
  readonly callbackOf?: string | undefined;
  /** Concluded from something later or from a list, not told. */
  readonly reconciled: boolean;
};

/**
 * A caller enters a queue: a new call, or one that comes back. Hearing of it twice changes nothing but what was unknown. Null for what still speaks of
 * a call that ended; only a new channel of the same id makes a new call, which counts on.
 */
export function joinQueue(world: BridgeWorld, from: CallerChannel, joining: Joining): CallRecord | null {
  const finished = world.finished.get(from.uniqueid);
  const ended = finished ? world.callOfLeg.get(from.uniqueid) : undefined;
  if (finished?.reborn && ended && isOver(ended)) world.forget(ended);
  const known = world.callOfLeg.get(from.uniqueid);
  if (finished && !finished.reborn && !known) {
    world.unexpected += 1;
    return null;
  }
  const call = known ?? open(world, from, joining.joinedAtMs);
  learnCaller(world, call, from);
  if (isOver(call) || call.uniqueid !== from.uniqueid) {
    world.unexpected += 1;
    return call;
  }
  const isAgain = isInQueue(call) && call.queue === joining.queue;
  if (isAgain) {
    if (call.position === null && joining.position !== undefined) call.position = joining.position;
    world.changed(call);
    return call;
  }
  if (call.exit) leave(world, call, 'redirected', joining.atMs);
  for (const what of ['agentGone', 'transfer', 'completion', 'pull', 'hold', 'place'] as const) stopWaiting(world, call, what);
  Object.assign(call, {
    queue: joining.queue,
    position: joining.position ?? null,
    priority: joining.priority ?? 0,
    queuedAtMs: joining.joinedAtMs,
    context: from.context ?? null,
    did: call.did ?? from.did ?? null,
    isElsewhere: false,
    pulledBy: null,
    agent: null,
    agentLeg: null,
    heldAtMs: null,
    holdAskedAtMs: null,
    transfer: null,
    keptCompletion: null,
    exitReason: null,
    callbackOf: call.callbackOf ?? joining.callbackOf ?? null,
  });
  enter(call, 'queued', joining.atMs);
  world.emit(call, 'queue.joined', joining.atMs, {
    queue: call.queue,
    position: joining.position,
    count: joining.count,
    caller: call.caller,
    did: call.did ?? undefined,
    priority: call.priority,
    callback_of: call.callbackOf ?? undefined,
    ...(joining.reconciled ? { reconciled: true, joined_at: new Date(joining.joinedAtMs).toISOString() } : {}),
  });
  openRanks(world, call, joining.atMs);
  return call;
}

function open(world: BridgeWorld, from: CallerChannel, joinedAtMs: number): CallRecord {
  const id = topicLevel(`${world.settings.pbx}-${from.uniqueid}`);
  const call = newCall({ id, uniqueid: from.uniqueid, channel: from.channel, caller: from.caller, joinedAtMs });
  call.seq = world.finished.get(from.uniqueid)?.seq ?? 0;
  world.calls.set(id, call);
  addLeg(world, call, from.uniqueid, from.channel, 'caller');
  return call;
}

/** What a later message knows of the caller better. */
function learnCaller(world: BridgeWorld, call: CallRecord, from: CallerChannel): void {
  if (call.uniqueid !== from.uniqueid) return;
  call.channel = from.channel || call.channel;
  const linkedid = from.linkedid ?? from.uniqueid;
  if (!world.callOfLinkedid.has(linkedid)) world.callOfLinkedid.set(linkedid, call);
  call.caller = { ...from.caller, ...call.caller };
}

export function offerTo(world: BridgeWorld, call: CallRecord, offer: { agent: Agent; interface: string; leg: string; channel: string; atMs: number }): void {
  if (!isInQueue(call) || call.offers.some(({ leg }) => leg === offer.leg)) {
    world.unexpected += 1;
    return;
  }
  call.offers = [...call.offers.filter(({ agent }) => agent.id !== offer.agent.id), { agent: offer.agent, interface: offer.interface, leg: offer.leg, sinceMs: offer.atMs }];
  addLeg(world, call, offer.leg, offer.channel, 'agent');
  enter(call, 'offered', offer.atMs);
  world.emit(call, 'agent.offered', offer.atMs, { queue: call.queue, agent: offer.agent, leg: offer.leg });
}

export type MissedWhy = 'no_answer' | 'busy' | 'rejected' | 'unavailable' | 'other_answered' | 'caller_gone';

/** An operator was offered the call and does not have it. `ringMs` when the telephone system counted it. */
export function missOffer(world: BridgeWorld, call: CallRecord, leg: string, why: MissedWhy, atMs: number, ringMs?: number): void {
  const offer = call.offers.find((each) => each.leg === leg);
  if (!offer) return;
  call.offers = call.offers.filter((each) => each !== offer);
  if (call.state === 'offered' && call.offers.length === 0) enter(call, 'queued', atMs);
  if (call.offers.length === 0) stopWaiting(world, call, 'offer');
  world.emit(call, 'agent.no_answer', atMs, { queue: call.queue, agent: offer.agent, why, ring_ms: ringMs ?? Math.max(0, atMs - offer.sinceMs) });
}

export function missAllOffers(world: BridgeWorld, call: CallRecord, why: MissedWhy, atMs: number): void {
  for (const { leg } of call.offers) missOffer(world, call, leg, why, atMs);
}

/** An operator has the caller. `told`: whole seconds of the telephone system, used where its messages carry no time. */
export function connectAgent(
  world: BridgeWorld,
  call: CallRecord,
  to: { agent: Agent; interface: string; leg: string | null; channel: string; atMs: number; told?: { waitMs?: number; ringMs?: number } | undefined; reconciled?: boolean },
): void {
  const rang = call.offers.find(({ leg, agent }) => leg === to.leg || agent.id === to.agent.id);
  const waitMs = to.told?.waitMs ?? Math.max(0, to.atMs - call.queuedAtMs);
  const ringMs = to.told?.ringMs ?? (rang ? Math.max(0, to.atMs - rang.sinceMs) : undefined);
  const place = call.position;
  if (to.leg !== null) addLeg(world, call, to.leg, to.channel, 'agent').role = 'agent';
  Object.assign(call, {
    agent: to.agent,
    agentLeg: to.leg,
    answeredAtMs: to.atMs,
    completedAtMs: null,
    waitMs,
    position: null,
    exit: null,
    signs: [],
    transfer: null,
    droppedByTransfer: false,
    spokeElsewhere: false,
  });
  for (const what of ['exit', 'offer', 'pull', 'place'] as const) stopWaiting(world, call, what);
  call.missing = { channel: 0, entry: 0, agent: 0 };
  const others = call.offers.filter((offer) => offer !== rang);
  call.offers = others;
  enter(call, 'answered', to.atMs);
  world.emit(call, 'agent.connected', to.atMs, {
    queue: call.queue,
    agent: to.agent,
    leg: to.leg ?? undefined,
    wait_ms: waitMs,
    ring_ms: ringMs,
    ...(to.told ? { coarse: true } : {}),
    ...(to.reconciled ? { reconciled: true } : {}),
  });
  for (const { leg } of others) missOffer(world, call, leg, 'other_answered', to.atMs);
  if (place !== null && call.queue !== null) closeRanks(world, call.queue, place, null, to.atMs);
}

/** The caller is on the way out without an agent; why is known within a second (11.6). */
export function startLeaving(world: BridgeWorld, call: CallRecord, exit: { atMs: number; position: number | undefined; toldWaitMs: number | undefined; exact: boolean }): void {
  const place = exit.position ?? call.position;
  missAllOffers(world, call, 'caller_gone', exit.atMs);
  const measuredMs = Math.max(0, exit.atMs - call.queuedAtMs);
  const coarse = !exit.exact && exit.toldWaitMs !== undefined;
  call.exit = { atMs: exit.atMs, position: place, waitMs: coarse ? (exit.toldWaitMs ?? measuredMs) : measuredMs, toldWaitMs: exit.toldWaitMs ?? 0, coarse };
  stopWaiting(world, call, 'place');
  wait(world, call, 'exit', exit.atMs + exitWaitMs);
  if (call.queue !== null) closeRanks(world, call.queue, place, null, exit.atMs);
}

/** Decides why the caller left the queue. */
export function leave(world: BridgeWorld, call: CallRecord, reason: ExitReason, atMs: number): void {
  const exit = call.exit ?? { atMs, position: call.position, waitMs: Math.max(0, atMs - call.queuedAtMs), toldWaitMs: 0, coarse: false };
  const wasCounted = call.exit !== null;
  missAllOffers(world, call, 'caller_gone', atMs);
  Object.assign(call, { exit: null, exitReason: reason, position: null, waitMs: exit.waitMs, pulledBy: null });
  for (const what of ['exit', 'offer', 'pull', 'place'] as const) stopWaiting(world, call, what);
  enter(call, reason === 'abandoned' ? 'abandoned' : 'exited', exit.atMs);
  if (reason === 'abandoned') Object.assign(call, { outcome: abandonedOutcome(world, Math.max(exit.waitMs, exit.toldWaitMs)), callbackNeeded: true, endedAtMs: exit.atMs });
  world.emit(call, 'queue.exited', exit.atMs, {
    queue: call.queue,
    reason,
    wait_ms: exit.waitMs,
    position: exit.position ?? undefined,
    ...(exit.coarse ? { coarse: true } : {}),
  });
  if (!wasCounted && call.queue !== null) closeRanks(world, call.queue, exit.position, null, atMs);
}

/** A wait counts as short only if it is by both clocks: the one measured and the telephone system's whole seconds. */
function abandonedOutcome(world: BridgeWorld, waitMs: number): string {
  return waitMs < world.settings.shortWaitMs ? 'abandoned_short' : 'abandoned';
}
