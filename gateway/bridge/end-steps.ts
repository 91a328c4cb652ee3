import { enter, stopWaiting, wait, type BridgeWorld } from './bridge-world.ts';
import { isOver, isWithAgent, type CallRecord, type Cause } from './call-record.ts';
import { leave, missAllOffers } from './queue-steps.ts';
import { completeAgent, completeTransfer, confirmHold, failTransfer, releaseCompletion, talkedMs } from './talk-steps.ts';

const completionWaitMs = 1_000;
/** Ended calls whose ids are remembered: some days of a large room. */
const mostFinished = 20_000;

/** Which side of a conversation let go first, by the order of its channels' signs; null when none was seen. */
export function sideThatLetGo(call: CallRecord): 'caller' | 'agent' | null {
  const first = call.signs.find(({ side }) => side !== 'other');
  return first === undefined || first.side === 'other' ? null : first.side;
}

/** Who ended the call: `system` is the telephone system itself (its dialplan, or somebody's order). */
function whoEnded(call: CallRecord): string | null {
  if (isWithAgent(call) && sideThatLetGo(call) === 'agent') return 'agent';
  const first = call.signs.find(({ side }) => side === 'caller');
  if (!first) return call.signs.some(({ side }) => side === 'agent') ? 'agent' : 'system';
  // On the caller's own channel the far end asks; the other half of a line is the far end itself.
  return first.soft === first.onOwnChannel ? 'system' : 'caller';
}

/**
 * The caller's channel is gone. An operator's end that should have come before is waited for, at most a second: it comes later when the caller's
 * channel was closed first.
 */
export function hangUpCaller(world: BridgeWorld, call: CallRecord, atMs: number, cause: Cause | null): void {
  if (call.end !== null || (isOver(call) && call.state !== 'abandoned')) return;
  confirmHold(world, call);
  call.end = { atMs, cause, by: whoEnded(call) };
  for (const what of ['agentGone', 'completion'] as const) stopWaiting(world, call, what);
  const isWaiting = call.state === 'ringing' || call.state === 'queued' || call.state === 'offered';
  if (isWaiting && call.queue !== null) {
    missAllOffers(world, call, 'caller_gone', atMs);
    leave(world, call, 'abandoned', atMs);
  }
  if (call.transfer?.state === 'deciding') {
    if (call.transfer.kind === 'blind') {
      failTransfer(world, call, call.transfer.failure ?? 'invalid', atMs);
      call.droppedByTransfer = true;
    } else completeTransfer(world, call, atMs);
    releaseCompletion(world, call);
  }
  const awaitsAgent = call.state === 'answered' && call.completedAtMs === null && call.agent !== null;
  if (awaitsAgent && call.pulledBy === null) return wait(world, call, 'end', atMs + completionWaitMs);
  finishCall(world, call);
}

/** Says the end that was kept back. */
export function finishCall(world: BridgeWorld, call: CallRecord): void {
  const { end } = call;
  if (!end) return;
  if (call.pulledBy !== null && call.completedAtMs === null && call.answeredAtMs !== null) {
    completeAgent(world, call, { atMs: end.atMs, talkMs: talkedMs(call, end.atMs), endedBy: sideThatLetGo(call) ?? 'caller', coarse: false });
  }
  closeCall(world, call, { atMs: end.atMs, cause: end.cause, by: end.by, outcome: outcomeOf(call) });
}

export function closeCall(world: BridgeWorld, call: CallRecord, end: { atMs: number; cause: Cause | null; by: string | null; outcome: string; reconciled?: boolean }): void {
  const talkMs = call.talkMs + (call.completedAtMs === null ? talkedMs(call, end.atMs) : 0);
  const wasAnswered = call.answeredAtMs !== null;
  Object.assign(call, {
    outcome: end.outcome,
    endedBy: end.by,
    cause: end.cause,
    endedAtMs: end.atMs,
    callbackNeeded: end.outcome === 'failed_transfer_lost' || (!wasAnswered && !call.spokeElsewhere),
    position: null,
    offers: [],
    exit: null,
    awaited: {},
    keptCompletion: null,
    end: { atMs: end.atMs, cause: end.cause, by: end.by },
  });
  world.awaiting.delete(call);
  world.ordered.delete(call.id);
  world.finished.delete(call.uniqueid);
  world.finished.set(call.uniqueid, { seq: call.seq, reborn: false });
  const [oldest] = world.finished.keys();
  if (world.finished.size > mostFinished && oldest !== undefined) world.finished.delete(oldest);
  if (call.state !== 'abandoned') enter(call, 'ended', end.atMs);
  world.emit(call, 'call.ended', end.atMs, {
    outcome: end.outcome,
    cause: end.cause ?? undefined,
    by: end.by ?? undefined,
    wait_ms: call.waitMs ?? undefined,
    talk_ms: wasAnswered ? talkMs : undefined,
    total_ms: Math.max(0, end.atMs - call.joinedAtMs),
    callback_needed: call.callbackNeeded,
    ...(end.reconciled ? { reconciled: true } : {}),
  });
}

/** 11.5 of the telephony contract. */
function outcomeOf(call: CallRecord): string {
  if (call.droppedByTransfer && !call.spokeElsewhere) return 'failed_transfer_lost';
  if (call.state === 'abandoned') return call.outcome ?? 'abandoned';
  if (call.state === 'transferred') return 'served_transferred';
  if (call.state !== 'exited' && call.answeredAtMs !== null) return 'served';
  if (call.exitReason === 'timeout') return 'timeout_overflow';
  if (call.exitReason === 'withdrawn') return 'withdrawn';
  if (call.answeredAtMs !== null) return 'served';
  return call.exitReason === 'redirected' && call.spokeElsewhere ? 'served_transferred' : 'lost_in_ivr';
}
