import type { CallEvent, CallEventType } from './call-fact.ts';
import type { Call, CallState } from './call.ts';

/** What one event makes of a call, apart from what every event does alike (order, caller, since when, exercise mark). */
type Step = (call: Call, event: CallEvent) => Call;
type Steps = Partial<Record<CallEventType, Step>>;

function enter(call: Call, state: CallState, changes: Partial<Call> = {}): Call {
  return { ...call, state, ...changes };
}

const stay: Step = (call) => call;
const recount: Step = (call, event) => ({ ...call, position: event.position ?? call.position, priority: event.priority ?? call.priority });
const outOfQueue = { position: null, offeredTo: [] } as const;

const join: Step = (call, event) =>
  enter(call, 'queued', {
    ...outOfQueue,
    queue: event.queue ?? call.queue,
    position: event.position,
    priority: event.priority ?? call.priority,
    // What rang before had not joined yet; who joins again has waited since the first time.
    joinedAtMs: call.state === 'ringing' ? event.atMs : call.joinedAtMs,
    agent: null,
    transferFrom: null,
    agentGoneAtMs: null,
  });

const offer: Step = (call, event) => {
  const others = call.offeredTo.filter(({ agent }) => agent !== event.agent);
  return enter(call, 'offered', {
    offeredTo: event.agent === null ? others : [...others, { agent: event.agent, sinceMs: event.atMs }],
  });
};

const miss: Step = (call, event) => {
  const offeredTo = event.agent === null ? [] : call.offeredTo.filter(({ agent }) => agent !== event.agent);
  return enter(call, offeredTo.length > 0 ? 'offered' : 'queued', { offeredTo });
};

const connect: Step = (call, event) =>
  enter(call, 'answered', { ...outOfQueue, agent: event.agent, answeredAtMs: event.atMs, transferFrom: null, agentGoneAtMs: null });

const hold: Step = (call) => enter(call, 'held');
const resume: Step = (call) => enter(call, 'answered');

const startTransfer: Step = (call) =>
  enter(call, 'transferring', { transferFrom: call.state === 'held' ? 'held' : 'answered' });
const failTransfer: Step = (call) => enter(call, call.transferFrom ?? 'answered', { transferFrom: null });
const completeTransfer: Step = (call) =>
  enter(call, 'transferred', { ...outOfQueue, transferFrom: null, agentGoneAtMs: null });

const agentLeaves: Step = (call, event) => (event.endedBy === 'transfer' ? call : { ...call, agentGoneAtMs: event.atMs });

const leaveQueue: Step = (call, event) =>
  event.reason === 'abandoned'
    ? enter(call, 'abandoned', { ...outOfQueue, endedAtMs: event.atMs, outcome: 'abandoned', callbackNeeded: true })
    : enter(call, 'exited', outOfQueue);

/** An end without an outcome of its own: nobody ever spoke to a caller who was not answered, so somebody should. */
function end(outcome: string): Step {
  return (call, event) => {
    const unheard = call.answeredAtMs === null;
    return enter(call, 'ended', {
      ...outOfQueue,
      transferFrom: null,
      agentGoneAtMs: null,
      endedAtMs: event.atMs,
      outcome: event.outcome ?? (unheard ? (call.state === 'exited' || call.state === 'ringing' ? 'lost_in_ivr' : 'abandoned') : outcome),
      callbackNeeded: event.callbackNeeded ?? (unheard || call.callbackNeeded),
    });
  };
}

/** The caller's channel closes after the call was over: it may name the outcome better, the state stays. */
const settle: Step = (call, event) => ({
  ...call,
  outcome: event.outcome ?? call.outcome,
  callbackNeeded: event.callbackNeeded ?? call.callbackNeeded,
});

const reconciled = { 'call.reconciled': stay } as const;
const talking: Steps = {
  ...reconciled,
  'queue.joined': join,
  // Those who rang beside the one that answered say so afterwards.
  'agent.no_answer': stay,
  'transfer.completed': completeTransfer,
  'agent.completed': agentLeaves,
  'call.ended': end('served'),
};

/**
 * The table of the telephony contract: state, event, next. It goes beyond the contract's letter where a caller would stay on
 * the screen after the end or not return to the queue: `call.ended` also closes a call that still waits, and
 * `queue.joined` also takes one back that is held or being transferred. A position may change while it is offered,
 * a transfer may fail that never started, and what follows a transfer or an end is expected.
 */
export const callSteps: Record<CallState, Steps> = {
  ringing: { ...reconciled, 'queue.joined': join, 'call.ended': end('lost_in_ivr') },
  queued: {
    ...reconciled,
    'queue.position': recount,
    'queue.priority': recount,
    'agent.offered': offer,
    'agent.connected': connect,
    'queue.exited': leaveQueue,
    'call.ended': end('abandoned'),
  },
  offered: {
    ...reconciled,
    'queue.position': recount,
    'queue.priority': recount,
    'agent.offered': offer,
    'agent.no_answer': miss,
    'agent.connected': connect,
    'queue.exited': leaveQueue,
    'call.ended': end('abandoned'),
  },
  answered: { ...talking, 'call.held': hold, 'transfer.started': startTransfer, 'transfer.failed': stay },
  held: { ...talking, 'call.resumed': resume, 'transfer.started': startTransfer, 'transfer.failed': stay },
  transferring: { ...talking, 'transfer.failed': failTransfer },
  transferred: { ...reconciled, 'queue.joined': join, 'agent.completed': stay, 'call.ended': end('served_transferred') },
  exited: { ...reconciled, 'queue.joined': join, 'call.ended': end('lost_in_ivr') },
  abandoned: { ...reconciled, 'call.ended': settle },
  ended: { ...reconciled, 'agent.completed': stay },
};

/**
 * The state in which each event happens: where an event lands that the table does not know from the state at hand, when
 * messages between the two were missed. Null where the event does not say.
 */
export const stateOfEvent: Record<CallEventType, CallState | null> = {
  'call.ringing': null,
  'queue.joined': 'exited',
  'queue.position': 'queued',
  'queue.priority': 'queued',
  'agent.offered': 'queued',
  'agent.no_answer': 'offered',
  'agent.connected': 'offered',
  'call.held': 'answered',
  'call.resumed': 'held',
  'transfer.started': 'answered',
  'transfer.completed': 'transferring',
  'transfer.failed': 'transferring',
  'agent.completed': 'answered',
  'queue.exited': 'queued',
  'call.ended': 'exited',
  'call.reconciled': null,
};
