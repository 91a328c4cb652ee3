import type { AmiAction } from '../asterisk/ami-session.ts';
import { numberOfInterface } from '../bridge/agent-name.ts';
import type { CallRecord } from '../bridge/call-record.ts';
import { callbackVariable } from '../bridge/take-message.ts';
import type { Order } from './read-order.ts';

export type Refusal = { readonly code: string; readonly text: string };
/** What the bridge has to know of an order while the telephone system carries it out. */
export type Effect = { readonly what: 'redirect' | 'withdraw' | 'pull' } | { readonly what: 'priority'; readonly priority: number } | null;
export type Planned = { readonly ok: true; readonly action: AmiAction; readonly effect: Effect } | { readonly ok: false; readonly refusal: Refusal };

/** Contexts of the dialplan by which orders are carried out. */
export type Dialplan = {
  /** Where numbers are dialled: targets of transfers, operators' phones, callbacks. */
  readonly dialContext: string;
  /** Where a queue's name is an extension. */
  readonly queueContext: string;
};

export type Known = {
  readonly call: CallRecord | undefined;
  readonly interfaceOf: (agent: string) => string | undefined;
  readonly dialplan: Dialplan;
  /** How the interface of an operator who is in no queue yet is written: `PJSIP/{agent}`. */
  readonly interfacePattern: string;
};

const refuse = (code: string, text: string): Planned => ({ ok: false, refusal: { code, text } });
const plan = (action: AmiAction, effect: Effect = null): Planned => ({ ok: true, action, effect });
/** A number or name as it is dialled: nothing that could end a line or a field. */
const diallable = /^[A-Za-z0-9+*#._-]{1,40}$/;
const queueName = /^[A-Za-z0-9._-]{1,64}$/;
const normalClearing = '16';

/** Turns an order into the one action of the manager that carries it out. */
export function actionOfOrder(order: Order, known: Known): Planned {
  if (order.cmd.startsWith('agent.')) return ofAgent(order, known);
  const { call } = known;
  if (order.callId === null || !call || call.endedAtMs !== null) return refuse('no_such_call', `There is no open call ${order.callId ?? ''}.`);
  switch (order.cmd) {
    case 'call.transfer_blind':
    case 'call.transfer_attended':
      return transfer(order, call, known.dialplan);
    case 'call.transfer_cancel':
      return onAgentLeg(call, (channel) => [['Action', 'CancelAtxfer'], ['Channel', channel]]);
    case 'call.transfer_complete':
      return onAgentLeg(call, (channel) => [['Action', 'Hangup'], ['Channel', channel], ['Cause', normalClearing]]);
    case 'call.pull':
      return pull(order, call, known);
    case 'call.requeue':
    case 'call.to_queue':
      return toQueue(order, call, known.dialplan);
    case 'call.priority': {
      const priority = order.args['priority'];
      if (typeof priority !== 'number' || !Number.isSafeInteger(priority) || Math.abs(priority) > 9_999) return refuse('invalid', 'args.priority is no whole number.');
      if (call.queue === null || call.channel === '') return refuse('not_waiting', `The call is ${call.state}.`);
      return plan([['Action', 'QueueChangePriorityCaller'], ['Queue', call.queue], ['Caller', call.channel], ['Priority', String(priority)]], { what: 'priority', priority });
    }
    case 'call.withdraw':
      if (call.queue === null || !isWaiting(call)) return refuse('not_waiting', `The call is ${call.state}.`);
      return plan([['Action', 'QueueWithdrawCaller'], ['Queue', call.queue], ['Caller', call.channel], ['WithdrawInfo', order.workstation]], { what: 'withdraw' });
    case 'call.kill':
      return plan([['Action', 'Hangup'], ['Channel', call.channel], ['Cause', normalClearing]]);
    case 'call.callback':
      return callBack(order, call, known);
    default:
      return refuse('unknown_command', `The telephone system does not know ${order.cmd.slice(0, 40)}.`);
  }
}

function isWaiting(call: CallRecord): boolean {
  return (call.state === 'queued' || call.state === 'offered') && call.exit === null;
}

function onAgentLeg(call: CallRecord, action: (channel: string) => AmiAction): Planned {
  const channel = call.agentLeg === null ? undefined : call.legs.get(call.agentLeg)?.channel;
  return channel === undefined || channel === '' ? refuse('not_answered', 'No operator has this call.') : plan(action(channel));
}

function transfer(order: Order, call: CallRecord, { dialContext }: Dialplan): Planned {
  const target = order.args['target'];
  if (typeof target !== 'string' || !diallable.test(target)) return refuse('invalid', 'args.target is no number that can be dialled.');
  const name = order.cmd === 'call.transfer_blind' ? 'BlindTransfer' : 'Atxfer';
  return onAgentLeg(call, (channel) => [['Action', name], ['Channel', channel], ['Context', dialContext], ['Exten', target], ['Priority', '1']]);
}

/** The caller is sent to the operator's phone, by the number in its interface. */
function pull(order: Order, call: CallRecord, { dialplan, interfaceOf }: Known): Planned {
  if (order.agentId === null || !diallable.test(order.agentId)) return refuse('invalid', 'agent_id is missing.');
  if (!isWaiting(call)) return refuse('not_waiting', `The call is ${call.state}.`);
  const exten = numberOfInterface(interfaceOf(order.agentId) ?? '') ?? order.agentId;
  if (!diallable.test(exten)) return refuse('invalid', `The phone of ${order.agentId} has no number.`);
  return plan([['Action', 'Redirect'], ['Channel', call.channel], ['Context', dialplan.dialContext], ['Exten', exten], ['Priority', '1']], { what: 'pull' });
}

function toQueue(order: Order, call: CallRecord, { queueContext }: Dialplan): Planned {
  const queue = order.args['queue'] ?? call.queue;
  if (typeof queue !== 'string' || !queueName.test(queue)) return refuse('invalid', 'args.queue names no queue.');
  return plan([['Action', 'Redirect'], ['Channel', call.channel], ['Context', queueContext], ['Exten', queue], ['Priority', '1']], { what: 'redirect' });
}

/** The operator's phone rings first; the number of the call is dialled when it is taken. */
function callBack(order: Order, call: CallRecord, known: Known): Planned {
  const number = call.caller.e164 ?? call.caller.raw;
  const phone = order.agentId === null ? undefined : interfaceFor(order.agentId, known);
  if (number === undefined || !diallable.test(number)) return refuse('no_number', 'The number of the caller is not known.');
  if (phone === undefined) return refuse('invalid', 'agent_id is missing.');
  return plan([
    ['Action', 'Originate'],
    ['Channel', phone],
    ['Context', known.dialplan.dialContext],
    ['Exten', number],
    ['Priority', '1'],
    ['CallerID', number],
    ['Async', 'true'],
    ['Variable', `__${callbackVariable}=${call.id}`],
  ]);
}

function interfaceFor(agent: string, { interfaceOf, interfacePattern }: Known): string | undefined {
  return diallable.test(agent) ? (interfaceOf(agent) ?? interfacePattern.replaceAll('{agent}', agent)) : undefined;
}

function ofAgent(order: Order, known: Known): Planned {
  const phone = order.agentId === null ? undefined : interfaceFor(order.agentId, known);
  if (phone === undefined || order.agentId === null) return refuse('invalid', 'agent_id is missing.');
  const queue = order.args['queue'];
  const hasQueue = typeof queue === 'string' && queueName.test(queue);
  const inQueue: AmiAction = hasQueue ? [['Queue', queue]] : [];
  const reason = order.args['reason'];
  switch (order.cmd) {
    case 'agent.login':
      return hasQueue ? plan([['Action', 'QueueAdd'], ['Queue', queue], ['Interface', phone], ['MemberName', order.agentId]]) : refuse('invalid', 'args.queue names no queue.');
    case 'agent.logout':
      return hasQueue ? plan([['Action', 'QueueRemove'], ['Queue', queue], ['Interface', phone]]) : refuse('invalid', 'args.queue names no queue.');
    case 'agent.pause':
    case 'agent.unpause': {
      const why: AmiAction = typeof reason === 'string' && reason !== '' ? [['Reason', reason.slice(0, 80)]] : [];
      return plan([['Action', 'QueuePause'], ...inQueue, ['Interface', phone], ['Paused', order.cmd === 'agent.pause' ? 'true' : 'false'], ...why]);
    }
    default:
      return refuse('unknown_command', `The telephone system does not know ${order.cmd.slice(0, 40)}.`);
  }
}
