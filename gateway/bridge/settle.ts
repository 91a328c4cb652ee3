import { enter, stopWaiting, type BridgeWorld } from './bridge-world.ts';
import type { Awaited, CallRecord } from './call-record.ts';
import { finishCall, sideThatLetGo } from './end-steps.ts';
import { failPull, missedWhy } from './leg-steps.ts';
import { tellPlace } from './queue-places.ts';
import { leave, missOffer } from './queue-steps.ts';
import { completeAgent, completeTransfer, confirmHold, failTransfer, releaseCompletion, talkedMs } from './talk-steps.ts';

/** A resume that belongs to a hold may be some network's delay away. */
const holdGraceMs = 200;

/**
 * Decides what has been waited for long enough. `nowMs` is the telephone system's clock: exact when a message of it says so (`fromMessage`),
 * otherwise our own clock brought to it.
 */
export function settle(world: BridgeWorld, nowMs: number, fromMessage: boolean): void {
  for (const call of [...world.awaiting]) {
    const due = (Object.entries(call.awaited) as [keyof Awaited, number][])
      .filter(([what, dueMs]) => nowMs >= dueMs + (what === 'hold' && !fromMessage ? holdGraceMs : 0))
      .sort(([, left], [, right]) => left - right);
    for (const [what, dueMs] of due) if (call.awaited[what] !== undefined) decide(world, call, what, dueMs);
  }
}

function decide(world: BridgeWorld, call: CallRecord, what: keyof Awaited, dueMs: number): void {
  stopWaiting(world, call, what);
  switch (what) {
    case 'hold':
      return confirmHold(world, call);
    case 'exit':
      // Sent elsewhere, by whom is not known.
      return leave(world, call, call.isElsewhere ? 'redirected' : 'unknown', dueMs);
    case 'offer':
      for (const { leg } of call.offers) {
        const { dialStatus, cause, up } = call.legs.get(leg) ?? { dialStatus: null, cause: null, up: true };
        if ((dialStatus !== null && dialStatus !== 'ANSWER') || !up) missOffer(world, call, leg, missedWhy(dialStatus, cause), dueMs);
      }
      return;
    case 'transfer':
      return decideTransfer(world, call, dueMs);
    case 'completion':
      return completeAgent(world, call, { atMs: dueMs, talkMs: talkedMs(call, dueMs), endedBy: sideThatLetGo(call) ?? 'agent', coarse: true });
    case 'end':
      return finishCall(world, call);
    case 'agentGone':
      enter(call, 'exited', dueMs);
      return world.changed(call);
    case 'place':
      return tellPlace(world, call, dueMs);
    case 'pull':
      return failPull(world, call, 'no_answer', dueMs);
  }
}

/** A second after "Success" the caller is still there: it went where it was sent, unless the target was called and did not answer. */
function decideTransfer(world: BridgeWorld, call: CallRecord, dueMs: number): void {
  const { transfer } = call;
  if (transfer?.state !== 'deciding') return;
  if (transfer.failure === null) return completeTransfer(world, call, dueMs);
  failTransfer(world, call, transfer.failure, dueMs);
  call.droppedByTransfer = call.keptCompletion !== null || call.completedAtMs !== null;
  releaseCompletion(world, call, 'agent');
}
