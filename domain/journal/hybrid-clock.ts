import { failure, success, type Outcome } from '../outcome/outcome.ts';

/**
 * Hybrid logical clock after Kulkarni et al. (2014): wall time as far as it moves forward, a counter where it does not.
 * Its text form sorts as the clock does: 13 digits of milliseconds, 4 hex digits of counter, the station.
 */
export type HybridTime = { readonly wallMs: number; readonly counter: number };

/** How far a peer's clock may pull ours forward. */
export const maximumLeadMs = 60_000;
const counterLimit = 0xffff;

export function nextHybridTime(last: HybridTime, nowMs: number): HybridTime {
  if (nowMs > last.wallMs) return { wallMs: nowMs, counter: 0 };
  return last.counter < counterLimit
    ? { wallMs: last.wallMs, counter: last.counter + 1 }
    : { wallMs: last.wallMs + 1, counter: 0 };
}

/** Takes a peer's time into account. A peer more than 60 s ahead is refused and leaves our clock as it was. */
export function mergeHybridTime(last: HybridTime, peer: HybridTime, nowMs: number): Outcome<HybridTime> {
  if (peer.wallMs - nowMs > maximumLeadMs) {
    return failure(
      'clock-ahead',
      `The peer's clock is ${Math.round((peer.wallMs - nowMs) / 1000)} s ahead of ours; at most ${maximumLeadMs / 1000} s is accepted.`,
    );
  }
  const ahead = peer.wallMs > last.wallMs || (peer.wallMs === last.wallMs && peer.counter > last.counter) ? peer : last;
  return success(nextHybridTime(ahead, nowMs));
}

export function hybridTimeText(time: HybridTime, station: string): string {
  return `${String(time.wallMs).padStart(13, '0')}.${time.counter.toString(16).padStart(4, '0')}.${station}`;
}

export function parseHybridTime(text: string): Outcome<HybridTime & { readonly station: string }> {
  const parts = /^(\d{13})\.([0-9a-f]{4})\.(.+)$/.exec(text);
  if (!parts) return failure('hybrid-time', `"${text.slice(0, 40)}" is not a hybrid time.`);
  return success({ wallMs: Number(parts[1]), counter: Number.parseInt(parts[2] ?? '0', 16), station: parts[3] ?? '' });
}
