/** Epoch milliseconds as core counts them, also in a browser whose own clock is wrong. */
export type StationClock = {
  nowMs(): number;
  /** Tells the clock the time at which an update left core. */
  heard(asOfMs: number): void;
};

/** Differences below this are delay on the way rather than a wrong clock. */
const ignoredMs = 2_000;
const remembered = 20;

/**
 * Ages are core's time minus a record's time. The difference between the two clocks is the largest of the last
 * `asOf - arrival`, because delay on the way only makes it smaller.
 */
export function createStationClock(localNowMs: () => number): StationClock {
  let differences: readonly number[] = [];
  return {
    nowMs() {
      if (differences.length === 0) return localNowMs();
      const differenceMs = Math.max(...differences);
      return localNowMs() + (Math.abs(differenceMs) > ignoredMs ? differenceMs : 0);
    },
    heard(asOfMs) {
      differences = [...differences, asOfMs - localNowMs()].slice(-remembered);
    },
  };
}
