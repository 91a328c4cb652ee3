import type { SyncStatus } from '#contract/records/sync-records.ts';
import { failure } from '#domain/outcome/outcome.ts';
import type { StationSync } from './station-sync.ts';

/** A station that has no central. */
export function withoutCentral(sinceMs: number): StationSync {
  return {
    status: () => noCentral(sinceMs),
    link: () => ({ id: 'central', kind: 'central', name: 'central', state: 'off', sinceMs, reason: null, lastHeardAtMs: null, messages: 0, rejected: 0, waiting: 0 }),
    aloneSinceMs: () => null,
    recorded: () => undefined,
    fetchAgain: () => undefined,
    pullRecording: () => Promise.resolve(failure('recording-at-central', 'This station has no central to fetch a recording from.')),
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
    recordings: { count: 0, bytes: 0, oldestAtMs: null, reason: null },
    centralRestoredAtMs: null,
  };
}
