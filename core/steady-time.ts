/**
 * The time by which things grow old: as the clock says, but a clock that jumps ahead or a computer that slept makes nothing
 * older at once. Asked every few seconds, a longer step than `mostStepMs` is not believed.
 */
export function createSteadyTime(now: () => number, mostStepMs: number): () => number {
  let seenMs = now();
  let steadyMs = seenMs;
  return () => {
    const nowMs = now();
    steadyMs = Math.min(nowMs, steadyMs + Math.min(Math.max(0, nowMs - seenMs), mostStepMs));
    seenMs = nowMs;
    return steadyMs;
  };
}
