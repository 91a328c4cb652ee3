import type { BrokerFault } from './broker-fault.ts';

const slowestMs = 5_000;
const refusedMs = 15_000;

/**
 * Milliseconds until the next attempt. Grows from 0.5-1 s to 0.5-5 s and is spread by `random` (0 to 1), so that the seats of a room do
 * not come back together. A refusal waits 15 to 20 s: a wrong password does not become right by asking often. Two attempts are never
 * closer than one second.
 */
export function retryDelayMs(fault: BrokerFault['kind'], failures: number, sinceAttemptMs: number, random: number): number {
  if (fault === 'old-protocol') return 0;
  if (fault === 'refused') return refusedMs + random * slowestMs;
  const longestMs = Math.min(slowestMs, 1_000 * 2 ** Math.min(failures, 10));
  const spreadMs = 500 + random * (longestMs - 500);
  return Math.max(spreadMs, 1_000 - sinceAttemptMs);
}

/** How long one attempt may take: 5 s, doubled on lines so slow that it was not enough, up to 20 s. */
export function connectTimeoutMs(slowAttempts: number): number {
  return Math.min(20_000, 5_000 * 2 ** Math.min(slowAttempts, 2));
}
