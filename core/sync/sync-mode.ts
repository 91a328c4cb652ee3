import type { SyncStatus } from '#contract/records/sync-records.ts';

/** So few events on their way are everyday work. */
const fewEvents = 20;

type Standing = { readonly isUp: boolean; readonly left: number; readonly isBeginning: boolean; readonly seats: number };

/** In which mode a station is, and since when. */
export function syncMode(now: () => number): (standing: Standing) => Pick<SyncStatus, 'mode' | 'sinceMs'> {
  let mode: SyncStatus['mode'] = 'alone';
  let sinceMs = now();
  return (standing) => {
    const next = modeOf(standing);
    if (next !== mode) sinceMs = now();
    mode = next;
    return { mode, sinceMs };
  };
}

function modeOf({ isUp, left, isBeginning, seats }: Standing): SyncStatus['mode'] {
  if (isUp) return left > fewEvents || isBeginning ? 'catching-up' : 'live';
  return seats > 0 ? 'seats-only' : 'alone';
}
