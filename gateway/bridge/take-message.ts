import { fieldOf, knownField, numberField, type AmiMessage } from '../asterisk/ami-message.ts';
import { isOver, isInQueue, type CallRecord, type ExitReason } from './call-record.ts';
import type { BridgeWorld } from './bridge-world.ts';
import { finishCall, sideThatLetGo } from './end-steps.ts';
import { enterBridge, mergeBridges, missedWhy, noteDialBegin, noteDialEnd, noteHangup, noteHangupSign, noteNewChannel } from './leg-steps.ts';
import { closeRanks } from './queue-places.ts';
import { connectAgent, joinQueue, leave, missOffer, offerTo, startLeaving } from './queue-steps.ts';
import { channelVariable, readCallerChannel, readChannel, readMembership, readQueue } from './read-ami.ts';
import type { Moment, Reading, Take } from './reading.ts';
import { attendedTransfer, blindTransfer, hold, unhold } from './take-talk.ts';
import { completeAgent, talkedMs } from './talk-steps.ts';

/** The variable by which a called-back caller is known (`channelvars` in manager.conf). */
export const callbackVariable = 'SIAGA_CALLBACK_OF';
/** An answer carries no time, and may be read long before the event it explains. */
const hintValidMs = 30_000;

/** The queue of a call that is heard of for the first time by something later than its joining. */
function callOrOpen(reading: Reading, message: AmiMessage, waitedS: number | undefined, { atMs }: Moment): CallRecord | null {
  const from = readCallerChannel(message, { areaCode: reading.settings.areaCode, withheld: reading.withheld.has(fieldOf(message, 'Uniqueid') ?? '') });
  const queue = readQueue(message);
  if (!from || queue === null) return null;
  const known = reading.world.callOfLeg.get(from.uniqueid);
  if (known) return known;
  const joinedAtMs = atMs - (waitedS ?? 0) * 1_000;
  return joinQueue(reading.world, from, { queue, position: numberField(message, 'Position'), count: undefined, joinedAtMs, atMs, reconciled: true });
}

const join: Take = (reading, message, { atMs }) => {
  const from = readCallerChannel(message, { areaCode: reading.settings.areaCode, withheld: reading.withheld.has(fieldOf(message, 'Uniqueid') ?? '') });
  const queue = readQueue(message);
  if (!from || queue === null) return;
  joinQueue(reading.world, from, {
    queue,
    position: numberField(message, 'Position') || undefined,
    count: numberField(message, 'Count'),
    joinedAtMs: atMs,
    atMs,
    callbackOf: channelVariable(message, callbackVariable),
    reconciled: false,
  });
};

const queueLeft: Take = ({ world }, message, { atMs }) => {
  const queue = readQueue(message);
  const call = world.callOfLeg.get(fieldOf(message, 'Uniqueid') ?? '');
  if (queue === null || !call) return;
  const position = numberField(message, 'Position') ?? null;
  const count = numberField(message, 'Count') ?? null;
  // Whoever leaves to an agent stands in the list until AgentConnect, some 0.1 ms later, which closes the ranks itself.
  if (!isInQueue(call)) closeRanks(world, queue, null, count, atMs);
  else if (call.position === null) call.position = position;
};

const abandon: Take = (reading, message, moment) => {
  const { world } = reading;
  const waitedS = numberField(message, 'HoldTime');
  const call = callOrOpen(reading, message, waitedS, moment);
  if (!call || !isInQueue(call)) {
    // One who was pulled out of the queue on an order of ours is on the way to the operator.
    if (!call || call.pulledBy === null) world.unexpected += 1;
    return;
  }
  const toldWaitMs = waitedS === undefined ? undefined : waitedS * 1_000;
  startLeaving(world, call, { atMs: moment.atMs, position: numberField(message, 'Position') || undefined, toldWaitMs, exact: moment.exact });
  const ordered = world.ordered.get(call.id);
  if (ordered && ordered.what !== 'pull') leave(world, call, ordered.what === 'withdraw' ? 'withdrawn' : 'redirected', moment.atMs);
  else if (world.redirectSaidAtMs !== null && moment.atMs - world.redirectSaidAtMs <= hintValidMs) {
    world.redirectSaidAtMs = null;
    call.isElsewhere = true;
  }
};

const exitReasons: Readonly<Record<string, ExitReason>> = { TIMEOUT: 'timeout', FULL: 'full', WITHDRAW: 'withdrawn', KEY: 'key', EXITWITHKEY: 'key', REDIRECT: 'redirected', ABANDON: 'abandoned' };

/** The dialplan says why a caller left: `UserEvent(QueueExit,Result: ${QUEUESTATUS})`. */
const userEvent: Take = ({ world }, message, { atMs }) => {
  const result = knownField(message, 'Result') ?? knownField(message, 'QueueStatus') ?? '';
  const call = world.callOfLeg.get(fieldOf(message, 'Uniqueid') ?? '');
  if (fieldOf(message, 'UserEvent') !== 'QueueExit' || !call || isOver(call)) return;
  const reason = exitReasons[result.toUpperCase()];
  if (reason === undefined || reason === 'abandoned') return;
  if (call.exit || isInQueue(call)) leave(world, call, reason, atMs);
};

const agentCalled: Take = (reading, message, moment) => {
  const dest = readChannel(message, 'Dest');
  const memberInterface = knownField(message, 'Interface');
  if (!dest || memberInterface === undefined) return;
  const call = callOrOpen(reading, message, undefined, moment);
  if (!call) return;
  const agent = reading.agents.agentOf({ interface: memberInterface, stateInterface: undefined, name: knownField(message, 'MemberName') });
  offerTo(reading.world, call, { agent, interface: memberInterface, leg: dest.id, channel: dest.channel, atMs: moment.atMs });
};

const ringNoAnswer: Take = ({ world }, message, { atMs }) => {
  const call = world.callOfLeg.get(fieldOf(message, 'Uniqueid') ?? '') ?? world.callOfLeg.get(fieldOf(message, 'DestUniqueid') ?? '');
  const legId = fieldOf(message, 'DestUniqueid') ?? call?.offers.find((offer) => offer.interface === fieldOf(message, 'Interface'))?.leg;
  if (!call || legId === undefined) return;
  const leg = call.legs.get(legId);
  // RingTime is in milliseconds here, in whole seconds in AgentConnect.
  missOffer(world, call, legId, missedWhy(leg?.dialStatus ?? null, leg?.cause ?? null), atMs, numberField(message, 'RingTime'));
};

const agentConnect: Take = (reading, message, moment) => {
  const dest = readChannel(message, 'Dest');
  const memberInterface = knownField(message, 'Interface');
  const holdS = numberField(message, 'HoldTime');
  const ringS = numberField(message, 'RingTime');
  if (memberInterface === undefined) return;
  const call = callOrOpen(reading, message, holdS, moment);
  if (!call || isOver(call)) return;
  if (call.agentLeg !== null && call.agentLeg === dest?.id) return;
  const agent = reading.agents.agentOf({ interface: memberInterface, stateInterface: undefined, name: knownField(message, 'MemberName') });
  const told = moment.exact ? undefined : { ...(holdS === undefined ? {} : { waitMs: holdS * 1_000 }), ...(ringS === undefined ? {} : { ringMs: ringS * 1_000 }) };
  connectAgent(reading.world, call, { agent, interface: memberInterface, leg: dest?.id ?? null, channel: dest?.channel ?? '', atMs: moment.atMs, told });
};

const agentComplete: Take = (reading, message, moment) => {
  const { world } = reading;
  const memberInterface = fieldOf(message, 'Interface') ?? '';
  const call =
    world.callOfLeg.get(knownField(message, 'Uniqueid') ?? '') ?? world.callOfLeg.get(knownField(message, 'DestUniqueid') ?? '') ?? lastCallOf(reading, memberInterface);
  if (!call) return;
  if (call.answeredAtMs === null && isInQueue(call)) {
    const agent = reading.agents.agentOf({ interface: memberInterface, stateInterface: undefined, name: knownField(message, 'MemberName') });
    const leg = call.offers.find((offer) => offer.interface === memberInterface)?.leg ?? null;
    const atMs = moment.atMs - (numberField(message, 'TalkTime') ?? 0) * 1_000;
    connectAgent(world, call, { agent, interface: memberInterface, leg, channel: '', atMs, reconciled: true });
  }
  const toldMs = (numberField(message, 'TalkTime') ?? 0) * 1_000;
  const talkMs = moment.exact ? talkedMs(call, moment.atMs) : toldMs;
  const reason = fieldOf(message, 'Reason');
  const endedBy = reason === 'transfer' ? 'transfer' : (sideThatLetGo(call) ?? (reason === 'agent' ? 'agent' : 'caller'));
  completeAgent(world, call, { atMs: moment.atMs, talkMs, endedBy, coarse: !moment.exact });
  if (call.end && !isOver(call)) finishCall(world, call);
};

/** The call an operator had last, when the message no longer names the caller's channel. */
function lastCallOf({ world, agents }: Reading, memberInterface: string): CallRecord | undefined {
  const { id } = agents.agentOf({ interface: memberInterface, stateInterface: undefined, name: undefined });
  const had = [...world.calls.values()].filter((call) => call.agent?.id === id && call.completedAtMs === null && call.answeredAtMs !== null);
  return had.sort((left, right) => (right.answeredAtMs ?? 0) - (left.answeredAtMs ?? 0))[0];
}

const hangup: Take = ({ world, withheld }, message, { atMs }) => {
  const channel = readChannel(message);
  if (!channel) return;
  withheld.delete(channel.id);
  const q850 = numberField(message, 'Cause');
  const text = knownField(message, 'Cause-txt');
  noteHangup(world, channel, q850 === undefined || q850 === 0 ? null : { q850, ...(text === undefined ? {} : { text }) }, atMs);
};

const hangupSign =
  (soft: boolean): Take =>
  ({ world }, message) => {
    const channel = readChannel(message);
    if (channel) noteHangupSign(world, channel, soft);
  };

const member: Take = ({ agents, settings }, message) => {
  const membership = readMembership(message, settings.wrapUpMs);
  if (membership) agents.set(membership);
};

const takes: Readonly<Record<string, Take>> = {
  QueueCallerJoin: join,
  Join: join,
  QueueCallerLeave: queueLeft,
  Leave: queueLeft,
  QueueCallerAbandon: abandon,
  UserEvent: userEvent,
  AgentCalled: agentCalled,
  AgentRingNoAnswer: ringNoAnswer,
  AgentConnect: agentConnect,
  AgentComplete: agentComplete,
  Hold: hold,
  Unhold: unhold,
  BlindTransfer: blindTransfer,
  AttendedTransfer: attendedTransfer,
  HangupRequest: hangupSign(false),
  SoftHangupRequest: hangupSign(true),
  Hangup: hangup,
  QueueMemberStatus: member,
  QueueMemberAdded: member,
  QueueMemberPause: member,
  QueueMemberPaused: member,
  QueueMemberPenalty: member,
  QueueMemberRinginuse: member,
  QueueMemberRemoved: ({ agents }, message) => {
    const queue = readQueue(message);
    const memberInterface = knownField(message, 'Interface');
    if (queue !== null && memberInterface !== undefined) agents.remove(queue, memberInterface, knownField(message, 'StateInterface'));
  },
  NewCallerid: ({ withheld }, message) => {
    const id = knownField(message, 'Uniqueid');
    if (id !== undefined && /prohibited/i.test(fieldOf(message, 'CID-CallingPres') ?? '')) withheld.add(id);
  },
  Newchannel: ({ world }, message, { atMs }) => {
    const channel = readChannel(message);
    if (!channel) return;
    const finished = world.finished.get(channel.id);
    if (finished) finished.reborn = true;
    noteNewChannel(world, channel, atMs);
  },
  DialBegin: ({ world }, message, { atMs }) => {
    const dest = readChannel(message, 'Dest');
    if (!dest) return;
    noteNewChannel(world, dest, atMs);
    noteDialBegin(world, readChannel(message), dest);
  },
  DialState: ({ world }, message, { atMs }) => {
    const dest = readChannel(message, 'Dest');
    if (dest) noteNewChannel(world, dest, atMs);
  },
  DialEnd: ({ world }, message, { atMs }) => {
    const dest = readChannel(message, 'Dest');
    if (dest) noteDialEnd(world, readChannel(message), dest, fieldOf(message, 'DialStatus') ?? '', atMs);
  },
  BridgeEnter: ({ world }, message, { atMs }) => {
    const channel = readChannel(message);
    const bridge = knownField(message, 'BridgeUniqueid');
    if (channel && bridge !== undefined) enterBridge(world, bridge, channel.id, atMs);
  },
  BridgeLeave: ({ world }, message) => {
    world.bridges.get(fieldOf(message, 'BridgeUniqueid') ?? '')?.delete(fieldOf(message, 'Uniqueid') ?? '');
  },
  BridgeMerge: ({ world }, message, { atMs }) => {
    const to = knownField(message, 'ToBridgeUniqueid');
    const from = knownField(message, 'FromBridgeUniqueid');
    if (to !== undefined && from !== undefined) mergeBridges(world, to, from, atMs);
  },
  BridgeDestroy: ({ world }, message) => void world.bridges.delete(fieldOf(message, 'BridgeUniqueid') ?? ''),
};

/** Folds one event of the telephone system. What is not known is passed over. */
export function takeEvent(reading: Reading, message: AmiMessage, moment: Moment): void {
  const event = fieldOf(message, 'Event') ?? '';
  noteCaller(reading.world, message);
  if (Object.hasOwn(takes, event)) takes[event]?.(reading, message, moment);
}

/** A caller's channel that is heard of is there; one on the way out that is seen elsewhere in the dialplan was sent there. */
function noteCaller(world: BridgeWorld, message: AmiMessage): void {
  const id = fieldOf(message, 'Uniqueid') ?? '';
  const call = world.callOfLeg.get(id);
  if (call?.uniqueid !== id) return;
  call.missing.channel = 0;
  const context = knownField(message, 'Context');
  if (call.exit && context !== undefined && call.context !== null && context !== call.context) call.isElsewhere = true;
}

/** An answer to somebody's order: that a caller was sent elsewhere may explain why one leaves the queue, unless they hang up. */
export function takeAnswer({ world }: Reading, message: AmiMessage, atMs: number): void {
  if (fieldOf(message, 'Response') !== 'Success' || fieldOf(message, 'Message') !== 'Redirect successful') return;
  const leaving = [...world.calls.values()].filter((call) => call.exit !== null);
  const [only] = leaving;
  if (leaving.length === 1 && only) only.isElsewhere = true;
  else if (leaving.length === 0) world.redirectSaidAtMs = atMs;
}
