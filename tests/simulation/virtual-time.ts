import type { Clock } from '#ledger/clock.ts';

/** Time that passes only from one event to the next. */
export type VirtualTime = {
  /** Milliseconds since the simulation began. */
  now(): number;
  /** Runs at that moment; two of one moment run in the order in which they were put in. Returns its stop. */
  at(atMs: number, run: () => void): () => void;
  after(ms: number, run: () => void): () => void;
  /** Runs everything up to a moment, each event to its end, what it started in the real world included. */
  runUntil(untilMs: number): Promise<void>;
};

type Event = { readonly atMs: number; readonly number: number; readonly run: () => void; isStopped: boolean };

/** `settle` resolves when everything has come to rest that an event started outside of virtual time. */
export function createVirtualTime(settle: () => Promise<void>): VirtualTime {
  const heap: Event[] = [];
  let nowMs = 0;
  let count = 0;

  const isBefore = (one: Event, other: Event): boolean => one.atMs < other.atMs || (one.atMs === other.atMs && one.number < other.number);
  const swap = (one: number, other: number): void => {
    [heap[one], heap[other]] = [heap[other]!, heap[one]!];
  };
  const put = (event: Event): void => {
    heap.push(event);
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isBefore(heap[child]!, heap[parent]!)) break;
      swap(child, parent);
      child = parent;
    }
  };
  const take = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right;
      if (least === parent) return first;
      swap(parent, least);
      parent = least;
    }
  };
  const at: VirtualTime['at'] = (atMs, run) => {
    const event: Event = { atMs: Math.max(nowMs, atMs), number: (count += 1), run, isStopped: false };
    put(event);
    return () => {
      event.isStopped = true;
    };
  };
  return {
    now: () => nowMs,
    at,
    after: (ms, run) => at(nowMs + Math.max(0, ms), run),
    async runUntil(untilMs) {
      await settle();
      while (heap[0] && heap[0].atMs <= untilMs) {
        const event = take()!;
        if (event.isStopped) continue;
        nowMs = event.atMs;
        event.run();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

/** What one computer has of time: a clock that can be set, and one that only counts. */
export type ComputerClock = Clock & {
  steadyMs(): number;
  /** Sets the clock so far ahead of the true time; negative: behind. */
  set(aheadMs: number): void;
  aheadMs(): number;
  /** Nothing that was started runs any more. */
  stop(): void;
};

const epochStartMs = 1_800_000_000_000;

export function computerClock(time: VirtualTime, aheadMs = 0): ComputerClock {
  let isStopped = false;
  let ahead = aheadMs;
  const guarded = (run: () => void) => (): void => {
    if (!isStopped) run();
  };
  const after: Clock['after'] = (ms, run) => time.after(ms, guarded(run));
  return {
    now: () => epochStartMs + Math.floor(time.now()) + ahead,
    steadyMs: () => time.now(),
    after,
    every(ms, run) {
      let stop: () => void = () => undefined;
      const again = (): void => {
        stop = after(ms, again);
        run();
      };
      stop = after(ms, again);
      return () => stop();
    },
    set(next) {
      ahead = next;
    },
    aheadMs: () => ahead,
    stop() {
      isStopped = true;
    },
  };
}
