export const minuteMs = 60_000;
/** As long as a station keeps fixes. */
export const keptMs = 30 * 24 * 60 * minuteMs;

/** A whole minute that is over and not forgotten. */
export function withinKept(wantedMs: number, nowMs: number): number {
  const newest = Math.floor(nowMs / minuteMs) * minuteMs;
  const oldest = Math.ceil((nowMs - keptMs) / minuteMs) * minuteMs;
  return Math.min(newest, Math.max(oldest, Math.floor(wantedMs / minuteMs) * minuteMs));
}
