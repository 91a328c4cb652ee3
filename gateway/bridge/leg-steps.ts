import { addLeg, bridgedWith, wait, type BridgeWorld } from './bridge-world.ts';
import { isBeingPulled, isInQueue, isOver, isWithAgent, lineOf, type CallRecord, type HangupSign, type LegRole } from './call-record.ts';
import { hangUpCaller } from './end-steps.ts';
import { connectAgent, leave, missOffer, type MissedWhy } from './queue-steps.ts';
import { completeTransfer, confirmHold, failureOfDial, startTransfer } from './talk-steps.ts';

const dialEndWaitMs = 1_000;
const completionWaitMs = 1_000;
const rejectedCause = 21;
const busyCause = 17;

/** A channel as an event shows it. */
export type Channel = { readonly id: string; readonly linkedid: string | undefined; readonly channel: string; readonly exten: string | undefined; readonly context: string | undefined };

/** The call a channel belongs to. A channel seen for the first time goes to the call of the oldest channel it is linked to, and stays there. */
export function callOf(world: BridgeWorld, channel: Pick<Channel, 'id' | 'linkedid' | 'channel'>): CallRecord | undefined {
  const known = world.callOfLeg.get(channel.id);
  if (known) return known;
  const call = channel.linkedid === undefined ? undefined : world.callOfLinkedid.get(channel.linkedid);
  if (!call || channel.id === '') return undefined;
  addLeg(world, call, channel.id, channel.channel, roleOf(call, channel.channel));
  return call;
}

function roleOf(call: CallRecord, channel: string): LegRole {
  const line = lineOf(channel);
  if (line === lineOf(call.channel)) return 'other';
  return [...call.legs.values()].find((leg) => lineOf(leg.channel) === line && leg.role !== 'caller')?.role ?? 'other';
}

/** A new channel of the conversation while the operator holds the caller: a consultation begins. */
export function noteNewChannel(world: BridgeWorld, channel: Channel, atMs: number): void {
  const isNew = !world.callOfLeg.has(channel.id);
  const call = callOf(world, channel);
  const leg = call?.legs.get(channel.id);
  if (!call || !leg || !isNew || isOver(call)) return;
  const mayConsult = leg.role === 'other' && lineOf(channel.channel) !== lineOf(call.channel) && lineOf(channel.channel) !== agentLine(call);
  const holds = call.holdAskedAtMs !== null || call.state === 'held';
  if (!mayConsult || !holds) return;
  leg.role = 'consult';
  confirmHold(world, call);
  startTransfer(world, call, 'attended', dialled(channel), atMs);
}

function agentLine(call: CallRecord): string | null {
  const leg = call.agentLeg === null ? undefined : call.legs.get(call.agentLeg);
  return leg ? lineOf(leg.channel) : null;
}

/** The number somebody dialled, as far as the channel says it: `Local/200@ambulans-1;1` 200, `PJSIP/200-0000002a` 200. */
function dialled(channel: Channel): string | null {
  const [, local] = /^Local\/([^@;]+)@/.exec(channel.channel) ?? [];
  const [, endpoint] = /^[A-Za-z0-9]+\/(.+)-[0-9a-f]{8}(?:;[12])?$/.exec(channel.channel) ?? [];
  const exten = channel.exten === 's' ? undefined : channel.exten;
  return local ?? exten ?? endpoint ?? null;
}

export function noteDialBegin(world: BridgeWorld, from: Channel | null, dest: Channel): void {
  const call = (from && callOf(world, from)) ?? callOf(world, dest);
  if (!call || isOver(call)) return;
  const leg = addLeg(world, call, dest.id, dest.channel, 'other');
  if (from?.id !== call.uniqueid) return;
  if (call.transfer?.state === 'deciding' && call.transfer.kind === 'blind') {
    leg.role = 'target';
    Object.assign(call.transfer, { dialling: true, failure: null });
    delete call.awaited.transfer;
  } else if (call.state === 'transferred' || call.state === 'exited') leg.role = 'target';
  else if (isBeingPulled(call)) leg.role = 'agent';
}

export function noteDialEnd(world: BridgeWorld, from: Channel | null, dest: Channel, status: string, atMs: number): void {
  const call = (from && callOf(world, from)) ?? callOf(world, dest);
  if (!call || isOver(call)) return;
  const leg = addLeg(world, call, dest.id, dest.channel, 'other');
  leg.dialStatus ??= status;
  const isAnswer = status === 'ANSWER';
  if (call.offers.some((offer) => offer.leg === dest.id)) {
    // AgentConnect or AgentRingNoAnswer should say it; when neither comes, this is all there is.
    if (!isAnswer) wait(world, call, 'offer', atMs + dialEndWaitMs);
    return;
  }
  if (from?.id !== call.uniqueid) return;
  if (call.transfer?.state === 'deciding' && call.transfer.kind === 'blind') {
    if (isAnswer) return completeTransfer(world, call, atMs);
    call.transfer.dialling = false;
    call.transfer.failure = failureOfDial(status) ?? 'invalid';
    wait(world, call, 'transfer', atMs + dialEndWaitMs);
  } else if (isBeingPulled(call) && leg.role === 'agent') {
    if (isAnswer) takePulled(world, call, dest, atMs);
    else failPull(world, call, missedWhy(status, leg.cause), atMs);
  }
}

/** The caller was put through to the operator who asked for them. */
function takePulled(world: BridgeWorld, call: CallRecord, dest: Pick<Channel, 'id' | 'channel'>, atMs: number): void {
  const agent = call.pulledBy;
  if (agent === null) return;
  connectAgent(world, call, { agent, interface: dest.channel.replace(/-[0-9a-f]{8}(;[12])?$/, ''), leg: dest.id, channel: dest.channel, atMs });
}

/** The operator who asked for the caller did not take them: they are out of the queue now. */
export function failPull(world: BridgeWorld, call: CallRecord, why: MissedWhy, atMs: number): void {
  for (const { leg } of call.offers) missOffer(world, call, leg, why, atMs);
  leave(world, call, 'redirected', atMs);
}

export function missedWhy(status: string | null, cause: number | null): MissedWhy {
  if (cause === rejectedCause) return 'rejected';
  if (status === 'BUSY' || cause === busyCause) return 'busy';
  return status === 'CONGESTION' || status === 'CHANUNAVAIL' ? 'unavailable' : 'no_answer';
}

/** The caller's channel met somebody in a bridge. */
function noteMeeting(world: BridgeWorld, bridge: ReadonlySet<string>, atMs: number): void {
  for (const id of bridge) {
    const call = world.callOfLeg.get(id);
    if (!call || call.uniqueid !== id || isOver(call)) continue;
    const others = [...bridge].filter((other) => other !== id);
    if (others.length > 0) meet(world, call, others, atMs);
  }
}

function meet(world: BridgeWorld, call: CallRecord, others: readonly string[], atMs: number): void {
  const rang = call.offers.find(({ leg }) => others.includes(leg));
  const [first = ''] = others;
  if (rang && isInQueue(call)) {
    connectAgent(world, call, { ...rang, channel: call.legs.get(rang.leg)?.channel ?? '', atMs, reconciled: true });
  } else if (isBeingPulled(call)) {
    const leg = call.legs.get(first);
    if (leg) takePulled(world, call, leg, atMs);
  } else if (call.transfer?.state === 'deciding') {
    const isTarget = others.some((other) => other !== call.agentLeg);
    if (isTarget) completeTransfer(world, call, atMs);
  } else if (call.state === 'exited' || (call.droppedByTransfer && !others.includes(call.agentLeg ?? ''))) call.spokeElsewhere = true;
}

/** Somebody on this channel, or the telephone system for it, asks to end. */
export function noteHangupSign(world: BridgeWorld, channel: Channel, soft: boolean): void {
  const call = callOf(world, channel);
  if (!call) return;
  const leg = call.legs.get(channel.id);
  if (leg && !soft) leg.askedToEnd = true;
  call.signs.push({ side: sideOf(call, channel.channel), onOwnChannel: channel.id === call.uniqueid, soft });
  if (call.signs.length > 32) call.signs.splice(16, 8);
}

function sideOf(call: CallRecord, channel: string): HangupSign['side'] {
  if (lineOf(channel) === lineOf(call.channel)) return 'caller';
  return lineOf(channel) === agentLine(call) ? 'agent' : 'other';
}

/** A channel is gone. */
export function noteHangup(world: BridgeWorld, channel: Channel, cause: { q850: number; text?: string } | null, atMs: number): void {
  const call = callOf(world, channel);
  for (const members of world.bridges.values()) members.delete(channel.id);
  if (!call) return;
  const leg = call.legs.get(channel.id);
  if (leg) {
    leg.up = false;
    leg.cause = cause?.q850 ?? null;
  }
  const isOwn = channel.id === call.uniqueid;
  // The end of the caller's own channel without a request before it was made by the telephone system.
  call.signs.push({ side: sideOf(call, channel.channel), onOwnChannel: isOwn, soft: isOwn });
  if (isOwn) return hangUpCaller(world, call, atMs, cause);
  const offer = call.offers.find((each) => each.leg === channel.id);
  if (offer) wait(world, call, 'offer', atMs + dialEndWaitMs);
  const isAgents = channel.id === call.agentLeg && call.completedAtMs === null && call.end === null;
  if (isAgents && isWithAgent(call) && call.transfer?.state !== 'deciding') wait(world, call, 'completion', atMs + completionWaitMs);
}

/** Channels of a bridge that is merged into another, or of which one enters. */
export function enterBridge(world: BridgeWorld, bridgeId: string, channelId: string, atMs: number): void {
  for (const [id, members] of world.bridges) if (id !== bridgeId) members.delete(channelId);
  const members = world.bridges.get(bridgeId) ?? new Set();
  members.add(channelId);
  world.bridges.set(bridgeId, members);
  noteMeeting(world, members, atMs);
}

export function mergeBridges(world: BridgeWorld, toId: string, fromId: string, atMs: number): void {
  for (const member of [...(world.bridges.get(fromId) ?? [])]) enterBridge(world, toId, member, atMs);
  world.bridges.delete(fromId);
}

/** Whether the target of an attended transfer stands in a bridge with the caller. */
export function isTogether(world: BridgeWorld, call: CallRecord, targetId: string | undefined): boolean {
  return targetId !== undefined && bridgedWith(world, call.uniqueid).includes(targetId);
}

