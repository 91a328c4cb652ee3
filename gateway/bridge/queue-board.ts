import { isBeingPulled, isInQueue, type CallRecord } from './call-record.ts';
import type { BridgeOutput, BridgeSettings, BridgeWorld } from './bridge-world.ts';
import { waitingIn } from './queue-places.ts';

const mostOftenMs = 500;
const atLeastEveryMs = 10_000;

/**
 * Who waits in each queue: on change at most twice a second, at least every 10 s. A list says that whoever is not in it does not wait,
 * so none is handed out before the telephone system has been compared, nor while it cannot be heard.
 */
export function createQueueBoard(world: BridgeWorld, settings: BridgeSettings) {
  const counts = new Map<string, { answered: number; abandoned: number }>();
  const sent = new Map<string, { key: string; atMs: number }>();
  const known = new Set<string>();

  const publish = (queue: string, pbxMs: number, nowMs: number, out: BridgeOutput[]): void => {
    // Whoever is on the way to an operator still waits, and must not be taken for one who went unheard.
    const pulled = [...world.calls.values()].filter((call) => call.queue === queue && isBeingPulled(call));
    const all: readonly CallRecord[] = [...waitingIn(world, queue), ...pulled];
    const waiting = all.map((call) => ({
      call_id: call.id,
      position: call.position ?? undefined,
      priority: call.priority,
      joined_at: new Date(call.joinedAtMs).toISOString(),
    }));
    const { answered, abandoned } = counts.get(queue) ?? { answered: 0, abandoned: 0 };
    const key = JSON.stringify([waiting, answered, abandoned]);
    const before = sent.get(queue);
    const isDue = before === undefined || nowMs - before.atMs >= (before.key === key ? atLeastEveryMs : mostOftenMs);
    if (!isDue) return;
    sent.set(queue, { key, atMs: nowMs });
    const longest_wait_ms = Math.max(0, ...all.map((call) => pbxMs - call.joinedAtMs));
    const body = { v: 1, epoch: settings.epoch, ts: new Date(pbxMs).toISOString(), src: `ami:${settings.pbx}`, queue, waiting, count: waiting.length, longest_wait_ms, answered, abandoned, exercise: settings.exercise };
    out.push({ kind: 'queue-state', queue, body });
  };

  return {
    learn: (queue: string): void => void known.add(queue),
    count(queue: string, what: 'answered' | 'abandoned'): void {
      const of = counts.get(queue) ?? { answered: 0, abandoned: 0 };
      of[what] += 1;
      counts.set(queue, of);
    },
    flush(pbxMs: number, nowMs: number, out: BridgeOutput[]): void {
      for (const call of world.calls.values()) if (call.queue !== null && isInQueue(call)) known.add(call.queue);
      for (const queue of known) publish(queue, pbxMs, nowMs, out);
    },
  };
}

export type QueueBoard = ReturnType<typeof createQueueBoard>;
