import { fieldOf, fieldsOf, knownField, numberField, type AmiMessage } from '../asterisk/ami-message.ts';
import type { Membership } from './agent-board.ts';
import { topicLevel } from './call-record.ts';
import { readCaller } from './read-caller.ts';
import type { Channel } from './leg-steps.ts';
import type { CallerChannel } from './queue-steps.ts';

/** The channel a message shows under a prefix (`Dest`, `Transferee`, …; empty for the first); null when it shows none. */
export function readChannel(message: AmiMessage, prefix = ''): Channel | null {
  const id = knownField(message, `${prefix}Uniqueid`);
  if (id === undefined) return null;
  return {
    id,
    linkedid: knownField(message, `${prefix}Linkedid`),
    channel: knownField(message, `${prefix}Channel`) ?? '',
    exten: knownField(message, `${prefix}Exten`),
    context: knownField(message, `${prefix}Context`),
  };
}

/** The caller's channel of a queue's event. Older telephone systems name only its id. */
export function readCallerChannel(message: AmiMessage, options: { areaCode?: string | undefined; withheld?: boolean }): CallerChannel | null {
  const channel = readChannel(message);
  if (!channel) return null;
  const caller = readCaller(fieldOf(message, 'CallerIDNum'), fieldOf(message, 'CallerIDName'), options);
  return { uniqueid: channel.id, linkedid: channel.linkedid, channel: channel.channel, caller, context: channel.context, did: channel.exten };
}

export function readQueue(message: AmiMessage): string | null {
  const queue = knownField(message, 'Queue');
  return queue === undefined ? null : topicLevel(queue);
}

/** A member of a queue, of an event (`Interface`, `MemberName`) or of a list (`Location`, `Name`). */
export function readMembership(message: AmiMessage, defaultWrapUpMs: number): Membership | null {
  const queue = readQueue(message);
  const member = knownField(message, 'Interface') ?? knownField(message, 'Location');
  if (queue === null || member === undefined) return null;
  const ownWrapUpMs = (numberField(message, 'Wrapuptime') ?? 0) * 1_000;
  return {
    queue,
    interface: member,
    stateInterface: knownField(message, 'StateInterface'),
    name: knownField(message, 'MemberName') ?? knownField(message, 'Name'),
    paused: fieldOf(message, 'Paused') === '1',
    pausedReason: knownField(message, 'PausedReason') ?? knownField(message, 'Reason'),
    lastCallMs: (numberField(message, 'LastCall') ?? 0) * 1_000,
    wrapUpMs: ownWrapUpMs === 0 ? defaultWrapUpMs : ownWrapUpMs,
    device: numberField(message, 'Status') ?? null,
  };
}

/** A variable that the telephone system sends along with a channel's events (`channelvars` in manager.conf). */
export function channelVariable(message: AmiMessage, name: string): string | undefined {
  const line = fieldsOf(message, 'ChanVariable').find((each) => each.startsWith(`${name}=`));
  return line === undefined || line.length === name.length + 1 ? undefined : line.slice(name.length + 1);
}
