import type { SyncStatus } from '#contract/records/sync-records.ts';

/** How a station stands that has no central. */
export function noCentral(sinceMs: number): SyncStatus {
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
