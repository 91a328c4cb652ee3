import { hybridTimeText, maximumLeadMs, mergeHybridTime, nextHybridTime, parseHybridTime, type HybridTime } from '#domain/journal/hybrid-clock.ts';

/** The hybrid clock of this station. */
export type StationTime = {
  /** The next time, as text. */
  next(nowMs: number): string;
  /** Takes another station's time into account; false when it is more than a minute ahead of `nowMs`. */
  merge(text: string, nowMs: number): boolean;
  /** Takes a time into account that central vouches for: what is decided here afterwards stands behind it, whatever this clock says. */
  follow(text: string): void;
  /** Remembers where the clock stands; the returned function brings it back. */
  remember(): () => void;
};

export function createStationTime(station: string, newest: string | undefined): StationTime {
  let time: HybridTime = timeIn(newest) ?? { wallMs: 0, counter: 0 };
  return {
    next(nowMs) {
      time = nextHybridTime(time, nowMs);
      return hybridTimeText(time, station);
    },
    merge(text, nowMs) {
      const peer = timeIn(text);
      if (!peer || peer.wallMs - nowMs > maximumLeadMs) return false;
      const merged = mergeHybridTime(time, peer, nowMs);
      if (merged.ok) time = merged.value;
      return true;
    },
    follow(text) {
      const peer = timeIn(text);
      if (peer && (peer.wallMs > time.wallMs || (peer.wallMs === time.wallMs && peer.counter > time.counter))) time = peer;
    },
    remember() {
      const before = time;
      return () => {
        time = before;
      };
    },
  };
}

function timeIn(text: string | undefined): HybridTime | undefined {
  const parsed = text === undefined ? undefined : parseHybridTime(text);
  return parsed?.ok ? { wallMs: parsed.value.wallMs, counter: parsed.value.counter } : undefined;
}
