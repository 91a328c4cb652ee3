import { isInQueue, type CallRecord } from './call-record.ts';
import { wait, type BridgeWorld } from './bridge-world.ts';

/** Those who wait in a queue, in their order. */
export function waitingIn(world: BridgeWorld, queue: string): CallRecord[] {
  return [...world.calls.values()].filter((call) => call.queue === queue && isInQueue(call)).sort(byPlace);
}

function byPlace(left: CallRecord, right: CallRecord): number {
  return (left.position ?? Infinity) - (right.position ?? Infinity) || left.queuedAtMs - right.queuedAtMs;
}

/** A move is told a moment later: when many move at once each of them is told where they stand then, not every step. */
const tellAfterMs = 200;

export function setPlace(world: BridgeWorld, call: CallRecord, position: number, atMs: number): void {
  if (call.position === position) return;
  call.position = position;
  if (call.awaited.place === undefined) wait(world, call, 'place', atMs + tellAfterMs);
}

export function tellPlace(world: BridgeWorld, call: CallRecord, atMs: number): void {
  if (call.queue === null || call.position === null || !isInQueue(call)) return;
  world.emit(call, 'queue.position', atMs, { queue: call.queue, position: call.position, count: waitingIn(world, call.queue).length });
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
    if (position !== null) setPlace(world, call, position, atMs);
  });
}

/** Somebody was let in before others. */
export function openRanks(world: BridgeWorld, joined: CallRecord, atMs: number): void {
  if (joined.queue === null || joined.position === null) return;
  for (const call of waitingIn(world, joined.queue)) {
    if (call !== joined && call.position !== null && call.position >= joined.position) setPlace(world, call, call.position + 1, atMs);
  }
}
