import type { SimulatedCall } from '#domain/exercise/simulated-call.ts';
import type { Clock } from '../../clock.ts';
import type { Send } from './outgoing-message.ts';

const atLeastEveryMs = 10_000;
const atMostEveryMs = 500;

/** The retained state of the queue: who waits and how many were answered or lost. On change at most twice a second. */
export function createQueueBoard(options: {
  root: string;
  epoch: string;
  queue: string;
  clock: Clock;
  send: Send;
  waiting: () => readonly SimulatedCall[];
}) {
  const { root, epoch, queue, clock, send } = options;
  const counts = { answered: 0, abandoned: 0 };
  let sentAtMs = -Infinity;
  let isPublishingSoon = false;
  let stopNext: () => void = () => undefined;
  const iso = (atMs: number): string => new Date(atMs).toISOString();

  const publish = (): void => {
    stopNext();
    isPublishingSoon = false;
    stopNext = clock.after(atLeastEveryMs, publish);
    sentAtMs = clock.now();
    const waiting = options.waiting().map((call) => ({ call_id: call.callId, position: call.position, priority: 0, joined_at: iso(call.joinedAtMs) }));
    const longest_wait_ms = Math.max(0, ...options.waiting().map((call) => sentAtMs - call.joinedAtMs));
    const state = { v: 1, epoch, ts: iso(sentAtMs), queue, waiting, count: waiting.length, longest_wait_ms, ...counts, exercise: true };
    send({ topic: `${root}/tel/queues/${queue}/state`, payload: JSON.stringify(state), qos: 1, retain: true });
  };
  publish();

  return {
    changed(): void {
      if (isPublishingSoon) return;
      stopNext();
      isPublishingSoon = true;
      stopNext = clock.after(Math.max(0, sentAtMs + atMostEveryMs - clock.now()), publish);
    },
    count(what: keyof typeof counts): void {
      counts[what] += 1;
    },
    close(): void {
      stopNext();
    },
  };
}
