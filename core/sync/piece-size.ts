/** How much goes into one request, so that its bytes take about a second on the line there is: an urgent one never waits longer behind it. */
export type PieceSize = {
  next(): number;
  /** What so many took. */
  measured(count: number, tookMs: number): void;
  /** The request failed: smaller pieces have a better chance. */
  failed(): void;
};

const aimMs = 1_000;

/** `roundTripMs`: what a request without a body takes. A smaller piece would not be there sooner by it, so it does not count. */
export function createPieceSize(limits: { start: number; smallest: number; largest: number }, roundTripMs: () => number): PieceSize {
  let size = limits.start;
  const set = (wanted: number): void => {
    size = Math.round(Math.min(limits.largest, Math.max(limits.smallest, wanted)));
  };
  return {
    next: () => size,
    measured(count, tookMs) {
      const fitting = (count * aimMs) / Math.max(1, tookMs - roundTripMs());
      if (fitting < size) set(fitting);
      else if (count * 2 >= size) set(Math.min(fitting, size * 2));
    },
    failed: () => set(size / 2),
  };
}
