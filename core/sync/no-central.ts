import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { StationSync } from './station-sync.ts';

/** A station that has no central. */
export function withoutCentral(sinceMs: number): StationSync {
  return {
    status: () => noCentral(sinceMs),
    link: () => ({ id: 'central', kind: 'central', name: 'central', state: 'off', sinceMs, reason: null, lastHeardAtMs: null, messages: 0, rejected: 0, waiting: 0 }),
    aloneSinceMs: () => null,
    recorded: () => undefined,
    fetchAgain: () => undefined,
    brokerLive: () => undefined,
    filters: [],
    take: () => undefined,
    start: () => undefined,
    close: () => Promise.resolve(),
  };
}

function noCentral(sinceMs: number): SyncStatus {
  return {
    id: 'sync',
    mode: 'off',
    sinceMs,
    centralLostAtMs: null,
    reason: null,
    toSend: 0,
    oldestUnsentAtMs: null,
    toFetch: 0,
    eventsPerSecond: 0,
    secondsLeft: null,
    backfill: null,
    seats: [],
    clockOffsetMs: null,
    setAside: 0,
    centralRestoredAtMs: null,
  };
}
