import { enter, stopWaiting, wait, type BridgeWorld } from './bridge-world.ts';
import { isOver, isWithAgent, lineOf, type CallRecord, type Transfer, type TransferFailure } from './call-record.ts';

/** A transfer that fails at once shows as a hold of a millisecond; a person needs longer. */
const shortestHoldMs = 50;
const decideWithinMs = 1_000;
const agentGoneMs = 2_000;

export function askHold(world: BridgeWorld, call: CallRecord, atMs: number): void {
  if (call.state !== 'answered' || call.holdAskedAtMs !== null) return;
  call.holdAskedAtMs = atMs;
  wait(world, call, 'hold', atMs + shortestHoldMs);
}

/** What was asked was a real hold: it lasted, or something was done under it. */
export function confirmHold(world: BridgeWorld, call: CallRecord): void {
  if (call.holdAskedAtMs === null) return;
  const atMs = call.holdAskedAtMs;
  call.holdAskedAtMs = null;
  stopWaiting(world, call, 'hold');
  if (call.state !== 'answered') return;
  call.heldAtMs = atMs;
  enter(call, 'held', atMs);
  world.emit(call, 'call.held', atMs, { by: call.agent?.id, agent: call.agent ?? undefined });
}

/** `resume` without a hold is dropped; within 50 ms of one it means that a transfer could not even begin. */
export function resume(world: BridgeWorld, call: CallRecord, atMs: number): void {
  if (call.holdAskedAtMs !== null && atMs - call.holdAskedAtMs < shortestHoldMs) {
    call.holdAskedAtMs = null;
    stopWaiting(world, call, 'hold');
    world.emit(call, 'transfer.failed', atMs, { kind: 'attended', by: call.agent?.id, reason: 'invalid' });
    return;
  }
  confirmHold(world, call);
  if (call.transfer?.kind === 'attended' && call.transfer.state === 'started') failTransfer(world, call, consultFailure(call), atMs);
  if (call.heldAtMs === null || call.state !== 'held') return;
  const heldMs = endHold(call, atMs);
  enter(call, 'answered', atMs);
  world.emit(call, 'call.resumed', atMs, { by: call.agent?.id, agent: call.agent ?? undefined, held_ms: heldMs });
  if (heldMs < shortestHoldMs) world.emit(call, 'transfer.failed', atMs, { kind: 'attended', by: call.agent?.id, reason: 'invalid' });
}

function endHold(call: CallRecord, atMs: number): number {
  const heldMs = call.heldAtMs === null ? 0 : Math.max(0, atMs - call.heldAtMs);
  call.holdTotalMs += heldMs;
  call.heldAtMs = null;
  return heldMs;
}

export function startTransfer(world: BridgeWorld, call: CallRecord, kind: Transfer['kind'], target: string | null, atMs: number): Transfer | null {
  confirmHold(world, call);
  if (call.state !== 'answered' && call.state !== 'held') return null;
  const transfer: Transfer = { kind, target, by: call.agent?.id ?? null, state: 'started', saidAtMs: null, dialling: false, failure: null };
  call.transfer = transfer;
  enter(call, 'transferring', atMs);
  world.emit(call, 'transfer.started', atMs, { kind, by: transfer.by ?? undefined, target: target ?? undefined });
  return transfer;
}

/** The telephone system says it did it, which only means that it tried: decided by what follows. */
export function decideLater(world: BridgeWorld, call: CallRecord, transfer: Transfer, atMs: number): void {
  transfer.state = 'deciding';
  transfer.saidAtMs = atMs;
  wait(world, call, 'transfer', atMs + decideWithinMs);
}

export function completeTransfer(world: BridgeWorld, call: CallRecord, atMs: number, reconciled = false): void {
  const { transfer } = call;
  if (!transfer || transfer.state === 'completed' || isOver(call)) return;
  transfer.state = 'completed';
  stopWaiting(world, call, 'transfer');
  endHold(call, atMs);
  enter(call, 'transferred', atMs);
  world.emit(call, 'transfer.completed', transfer.saidAtMs ?? atMs, {
    kind: transfer.kind,
    by: transfer.by ?? undefined,
    target: transfer.target ?? undefined,
    ...(reconciled ? { reconciled: true } : {}),
  });
  releaseCompletion(world, call);
}

/** Back to where it began, as far as the caller is concerned. */
export function failTransfer(world: BridgeWorld, call: CallRecord, reason: TransferFailure, atMs: number): void {
  const { transfer } = call;
  if (!transfer || transfer.state === 'completed' || transfer.state === 'failed') return;
  transfer.state = 'failed';
  transfer.failure = reason;
  stopWaiting(world, call, 'transfer');
  if (call.state === 'transferring') enter(call, call.heldAtMs === null ? 'answered' : 'held', atMs);
  world.emit(call, 'transfer.failed', atMs, { kind: transfer.kind, by: transfer.by ?? undefined, target: transfer.target ?? undefined, reason });
}

/** Why a consultation ended without a transfer, by how the target's line ended. */
function consultFailure(call: CallRecord): TransferFailure {
  const legs = [...call.legs.values()].filter(({ role }) => role === 'consult');
  const line = lineOf(legs.at(-1)?.channel ?? '');
  const leg = legs.find(({ channel }) => lineOf(channel) === line);
  return leg === undefined ? 'cancelled' : (failureOfDial(leg.dialStatus) ?? (leg.askedToEnd ? 'target_hung_up' : 'cancelled'));
}

/** What a dial's end says of the one who was called; undefined for an answer and for what the caller's side broke off. */
export function failureOfDial(status: string | null): TransferFailure | undefined {
  switch (status) {
    case 'NOANSWER':
      return 'no_answer';
    case 'BUSY':
      return 'busy';
    case 'CONGESTION':
    case 'CHANUNAVAIL':
    case 'INVALIDARGS':
      return 'invalid';
    default:
      return undefined;
  }
}

/** The operator's part is over. Kept back while it is open whether a transfer succeeded. */
export function completeAgent(world: BridgeWorld, call: CallRecord, done: { atMs: number; talkMs: number; endedBy: string; coarse: boolean; reconciled?: boolean }): void {
  if (call.completedAtMs !== null || call.answeredAtMs === null) return;
  confirmHold(world, call);
  if (call.transfer?.state === 'deciding' && done.endedBy === 'transfer') {
    call.keptCompletion = done;
    return;
  }
  call.completedAtMs = done.atMs;
  call.talkMs += done.talkMs;
  stopWaiting(world, call, 'completion');
  world.emit(call, 'agent.completed', done.atMs, {
    queue: call.queue ?? undefined,
    agent: call.agent ?? undefined,
    talk_ms: done.talkMs,
    ended_by: done.endedBy,
    ...(done.coarse ? { coarse: true } : {}),
    ...(done.reconciled ? { reconciled: true } : {}),
  });
  if (done.endedBy !== 'transfer' && isWithAgent(call) && call.end === null) wait(world, call, 'agentGone', done.atMs + agentGoneMs);
}

/** `endedBy` may be corrected: after a transfer that failed the operator simply let go. */
export function releaseCompletion(world: BridgeWorld, call: CallRecord, endedBy?: string): void {
  const kept = call.keptCompletion;
  if (!kept) return;
  call.keptCompletion = null;
  completeAgent(world, call, { ...kept, endedBy: endedBy ?? kept.endedBy });
}

/** How long the operator has had the caller until now, by the messages' own times. */
export function talkedMs(call: CallRecord, atMs: number): number {
  return call.answeredAtMs === null ? 0 : Math.max(0, atMs - call.answeredAtMs);
}
