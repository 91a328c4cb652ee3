import type { CallState } from '#domain/calls/call.ts';
import type { CallEventType } from '#domain/calls/call-fact.ts';
import type { Agent, CallRecord, Leg, LegRole } from './call-record.ts';

/** What the bridge wants published. Bodies follow the telephony contract (11.3, 11.4); a state of null is to be cleared. */
export type BridgeOutput =
  | { readonly kind: 'event'; readonly callId: string; readonly body: object }
  | { readonly kind: 'call-state'; readonly callId: string; readonly body: object | null }
  | { readonly kind: 'queue-state'; readonly queue: string; readonly body: object }
  | { readonly kind: 'agent-state'; readonly agent: string; readonly body: object };

export type BridgeSettings = {
  /** Name of the telephone system: first part of every call's id. */
  readonly pbx: string;
  /** RFC 3339; later than every epoch before (11.2). */
  readonly epoch: string;
  readonly areaCode?: string | undefined;
  /** Wrap-up of members whose own is 0, in milliseconds. */
  readonly wrapUpMs: number;
  /** Given up before this counts apart, as `abandoned_short`. */
  readonly shortWaitMs: number;
  readonly exercise: boolean;
  /** Staff id and shown name of a member, by its interface. */
  readonly agentOf: (memberInterface: string, stateInterface: string | undefined, name: string | undefined) => Agent;
  readonly newId: (nowMs: number) => string;
};

/** What several calls share: whose channel is whose, who is in which bridge; and the way out. */
export type BridgeWorld = {
  readonly settings: BridgeSettings;
  readonly calls: Map<string, CallRecord>;
  /** By the id of any channel. */
  readonly callOfLeg: Map<string, CallRecord>;
  /** By the oldest channel's id; only to find the call of a channel seen for the first time. */
  readonly callOfLinkedid: Map<string, CallRecord>;
  /** Channels in each bridge. */
  readonly bridges: Map<string, Set<string>>;
  /** Ended calls by their caller's channel: their last number, and whether a new channel has the same id since. */
  readonly finished: Map<string, { seq: number; reborn: boolean }>;
  /** Calls for which something is awaited. */
  readonly awaiting: Set<CallRecord>;
  /** Own orders whose effect is awaited, by call. */
  readonly ordered: Map<string, Ordered>;
  /** When the telephone system last confirmed a redirection that is not tied to a call. */
  redirectSaidAtMs: number | null;
  /** Events that fit nowhere. */
  unexpected: number;
  /** Counts the event on the call, and hands it out. `atMs`: time of the telephone system. */
  emit(call: CallRecord, type: CallEventType, atMs: number, fields: object): void;
  /** The call makes room for a new one of the same id. */
  forget(call: CallRecord): void;
  /** The call's state is to be handed out although no event says so. */
  changed(call: CallRecord): void;
};

export type Ordered = { readonly what: 'redirect' | 'withdraw' | 'pull'; readonly agent: Agent | null; readonly atMs: number };

export function enter(call: CallRecord, state: CallState, atMs: number): void {
  if (call.state === state) return;
  call.state = state;
  call.sinceMs = atMs;
}

export function wait(world: BridgeWorld, call: CallRecord, what: keyof CallRecord['awaited'], untilMs: number): void {
  call.awaited[what] = untilMs;
  world.awaiting.add(call);
}

export function stopWaiting(world: BridgeWorld, call: CallRecord, what: keyof CallRecord['awaited']): void {
  delete call.awaited[what];
  if (Object.keys(call.awaited).length === 0) world.awaiting.delete(call);
}

/** Notes a channel of the call. What it was taken for at first may be known better later; a channel never changes its call. */
export function addLeg(world: BridgeWorld, call: CallRecord, id: string, channel: string, role: LegRole): Leg {
  const known = call.legs.get(id);
  if (known) {
    if (known.role === 'other') known.role = role;
    return known;
  }
  const leg: Leg = { id, channel, role, up: true, dialStatus: null, cause: null, askedToEnd: false };
  call.legs.set(id, leg);
  if (!world.callOfLeg.has(id)) world.callOfLeg.set(id, call);
  return leg;
}

/** Who is in a bridge with this channel, itself not counted. */
export function bridgedWith(world: BridgeWorld, id: string): readonly string[] {
  for (const members of world.bridges.values()) if (members.has(id)) return [...members].filter((member) => member !== id);
  return [];
}
