import { isInQueue, type CallRecord } from './call-record.ts';
import type { BridgeWorld } from './bridge-world.ts';

/** Those who wait in a queue, in their order. */
export function waitingIn(world: BridgeWorld, queue: string): CallRecord[] {
  return [...world.calls.values()].filter((call) => call.queue === queue && isInQueue(call)).sort(byPlace);
}

function byPlace(left: CallRecord, right: CallRecord): number {
  return (left.position ?? Infinity) - (right.position ?? Infinity) || left.queuedAtMs - right.queuedAtMs;
}

export function setPlace(world: BridgeWorld, call: CallRecord, position: number, count: number, atMs: number): void {
  if (call.position === position) return;
  call.position = position;
  world.emit(call, 'queue.position', atMs, { queue: call.queue, position, count });
}

/**
 * After somebody left a place: the telephone system never says who moves up. With everybody known (`count` of it agrees) they are numbered
 * through; otherwise those behind move up by one and the next complete list corrects.
 */
export function closeRanks(world: BridgeWorld, queue: string, leftPosition: number | null, count: number | null, atMs: number): void {
  const waiting = waitingIn(world, queue);
  const isWhole = count === null || count === waiting.length;
  waiting.forEach((call, index) => {
    const moved = leftPosition !== null && call.position !== null && call.position > leftPosition ? call.position - 1 : call.position;
    const position = isWhole ? index + 1 : moved;
    if (position !== null) setPlace(world, call, position, count ?? waiting.length, atMs);
  });
}

/** Somebody was let in before others. */
export function openRanks(world: BridgeWorld, joined: CallRecord, count: number, atMs: number): void {
  if (joined.queue === null || joined.position === null) return;
  for (const call of waitingIn(world, joined.queue)) {
    if (call !== joined && call.position !== null && call.position >= joined.position) setPlace(world, call, call.position + 1, count, atMs);
  }
}
