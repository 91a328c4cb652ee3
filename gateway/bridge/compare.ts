import { fieldOf, knownField, numberField, type AmiMessage } from '../asterisk/ami-message.ts';
import { isInQueue, isOver, isWithAgent, topicLevel, type Agent, type CallRecord } from './call-record.ts';
import { stopWaiting, wait, type BridgeWorld } from './bridge-world.ts';
import { closeCall } from './end-steps.ts';
import type { AgentBoard } from './agent-board.ts';
import type { QueueBoard } from './queue-board.ts';
import { setPlace } from './queue-places.ts';
import { connectAgent, joinQueue, leave } from './queue-steps.ts';
import { readCallerChannel, readChannel, readMembership, readQueue } from './read-ami.ts';
import { completeAgent, completeTransfer, talkedMs } from './talk-steps.ts';

export type Comparing = {
  readonly world: BridgeWorld;
  readonly agents: AgentBoard;
  readonly queues: QueueBoard;
  readonly areaCode: string | undefined;
  readonly wrapUpMs: number;
};

/** How many lists in a row must lack something before it counts as gone: events and lists come by different ways. */
const listsToBeSure = 2;
const offerEndWaitMs = 1_000;

/** What a list of the queues says: members, who waits since when, in which order. Returns who waits in which queue, of the queues it names. */
export function compareQueues({ world, agents, queues, areaCode, wrapUpMs }: Comparing, items: readonly AmiMessage[], pbxMs: number): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  const interfaces = new Map<string, Set<string>>();
  const of = (event: string): { message: AmiMessage; queue: string }[] =>
    items.flatMap((message) => {
      const queue = readQueue(message);
      return fieldOf(message, 'Event') === event && queue !== null ? [{ message, queue }] : [];
    });
  for (const { queue } of of('QueueParams')) {
    queues.learn(queue);
    named.set(queue, new Set());
    interfaces.set(queue, new Set());
  }
  for (const { message, queue } of of('QueueMember')) {
    const member = readMembership(message, wrapUpMs);
    if (!member) continue;
    agents.set(member);
    interfaces.get(queue)?.add(member.interface);
  }
  for (const [queue, listed] of interfaces) agents.keepOnly(queue, listed);
  for (const { message, queue } of of('QueueEntry')) {
    const from = readCallerChannel(message, { areaCode });
    if (!from) continue;
    named.get(queue)?.add(from.uniqueid);
    compareEntry(world, message, queue, from, pbxMs);
  }
  return named;
}

function compareEntry(world: BridgeWorld, message: AmiMessage, queue: string, from: NonNullable<ReturnType<typeof readCallerChannel>>, pbxMs: number): void {
  const position = numberField(message, 'Position') || undefined;
  const priority = numberField(message, 'Priority') ?? 0;
  const known = world.callOfLeg.get(from.uniqueid);
  if (!known || (known.state === 'exited' && known.exit === null && !isOver(known))) {
    const joinedAtMs = pbxMs - (numberField(message, 'Wait') ?? 0) * 1_000;
    joinQueue(world, from, { queue, position, count: undefined, priority, joinedAtMs, atMs: pbxMs, reconciled: true });
    return;
  }
  if (!isInQueue(known) || known.queue !== queue) return;
  known.missing.entry = 0;
  if (known.priority !== priority) {
    known.priority = priority;
    world.emit(known, 'queue.priority', pbxMs, { queue, priority });
  }
  if (position !== undefined) setPlace(world, known, position, pbxMs);
}

/**
 * What a whole list of channels says, taken after a whole list of the queues: who is gone, who left a queue unheard, who speaks with whom. `sure`: calls taken
 * over from before a start are judged by one list, for no event of theirs can be on its way.
 */
export function compareChannels(comparing: Comparing, items: readonly AmiMessage[], waiting: ReadonlyMap<string, ReadonlySet<string>>, pbxMs: number, sure: ReadonlySet<string>): void {
  const { world } = comparing;
  const channels = new Map(items.flatMap((message) => {
    const channel = readChannel(message);
    return channel ? [[channel.id, { message, channel }] as const] : [];
  }));
  rebuildBridges(world, items);
  for (const call of [...world.calls.values()]) {
    if (isOver(call) || call.end !== null) continue;
    const needed = sure.has(call.id) ? 1 : listsToBeSure;
    if (!channels.has(call.uniqueid)) {
      call.missing.channel += 1;
      if (call.missing.channel >= needed) endUnheard(world, call, pbxMs);
      continue;
    }
    call.missing.channel = 0;
    if (isInQueue(call)) compareWaiting(comparing, call, channels, waiting, pbxMs, needed);
    else if (isWithAgent(call)) compareTalking(comparing, call, new Set(channels.keys()), pbxMs, needed);
  }
  for (const { message, channel } of channels.values()) openTalking(comparing, message, channel.id, channels, pbxMs);
}

function rebuildBridges(world: BridgeWorld, items: readonly AmiMessage[]): void {
  world.bridges.clear();
  for (const message of items) {
    const id = knownField(message, 'Uniqueid');
    const bridge = knownField(message, 'BridgeId');
    if (id === undefined || bridge === undefined) continue;
    const members = world.bridges.get(bridge) ?? new Set();
    members.add(id);
    world.bridges.set(bridge, members);
  }
}

function endUnheard(world: BridgeWorld, call: CallRecord, pbxMs: number): void {
  world.emit(call, 'call.reconciled', pbxMs, { what: 'channel', why: 'gone', reason: 'channel_gone' });
  call.historyIncomplete = true;
  closeCall(world, call, { atMs: pbxMs, cause: null, by: null, outcome: 'unknown', reconciled: true });
}

type Listed = ReadonlyMap<string, { readonly message: AmiMessage; readonly channel: { readonly id: string; readonly channel: string } }>;

function compareWaiting(comparing: Comparing, call: CallRecord, channels: Listed, waiting: ReadonlyMap<string, ReadonlySet<string>>, pbxMs: number, needed: number): void {
  const { world } = comparing;
  for (const { leg } of call.offers) {
    const known = call.legs.get(leg);
    if (!known || channels.has(leg)) continue;
    known.up = false;
    wait(world, call, 'offer', pbxMs + offerEndWaitMs);
  }
  const list = waiting.get(call.queue ?? '');
  if (!list || list.has(call.uniqueid)) return;
  call.missing.entry += 1;
  if (call.missing.entry < needed) return;
  call.historyIncomplete = true;
  const member = memberWith(comparing, call.uniqueid, channels);
  if (member) connectAgent(world, call, { ...member, atMs: pbxMs, reconciled: true });
  else leave(world, call, 'unknown', pbxMs);
}

function compareTalking({ world }: Comparing, call: CallRecord, channels: ReadonlySet<string>, pbxMs: number, needed: number): void {
  if (call.agentLeg === null || channels.has(call.agentLeg) || call.completedAtMs !== null || call.transfer?.state === 'deciding') {
    call.missing.agent = 0;
    return;
  }
  call.missing.agent += 1;
  if (call.missing.agent < needed) return;
  call.historyIncomplete = true;
  const meets = [...world.bridges.values()].some((members) => members.has(call.uniqueid) && members.size > 1);
  if (call.transfer?.state === 'started' && meets) completeTransfer(world, call, pbxMs, true);
  stopWaiting(world, call, 'completion');
  completeAgent(world, call, { atMs: pbxMs, talkMs: talkedMs(call, pbxMs), endedBy: call.state === 'transferred' ? 'transfer' : 'agent', coarse: true, reconciled: true });
}

/** The operator who shares a bridge with this channel. */
function memberWith({ world, agents }: Comparing, id: string, channels: Listed): { agent: Agent; interface: string; leg: string; channel: string } | null {
  for (const members of world.bridges.values()) {
    if (!members.has(id)) continue;
    for (const other of members) {
      const channel = channels.get(other)?.channel.channel ?? '';
      const member = other === id ? undefined : agents.memberOnChannel(channel);
      if (member) return { agent: agents.agentOf(member), interface: member.interface, leg: other, channel };
    }
  }
  return null;
}

/** A caller who speaks with an operator and of whom nothing was heard: answered while the telephone system could not be heard. */
function openTalking(comparing: Comparing, message: AmiMessage, id: string, channels: Listed, pbxMs: number): void {
  const { world } = comparing;
  const [queue = ''] = (fieldOf(message, 'ApplicationData') ?? '').split(',');
  if (fieldOf(message, 'Application') !== 'Queue' || queue === '' || world.callOfLeg.has(id)) return;
  const from = readCallerChannel(message, { areaCode: comparing.areaCode });
  const member = from && memberWith(comparing, id, channels);
  if (!from || !member) return;
  const call = joinQueue(world, from, { queue: topicLevel(queue), position: undefined, count: undefined, joinedAtMs: pbxMs, atMs: pbxMs, reconciled: true });
  if (!call || isOver(call)) return;
  call.historyIncomplete = true;
  connectAgent(world, call, { ...member, atMs: pbxMs, reconciled: true });
}
