import type { Coordinates } from '../places/place.ts';

/** Where a caller's phone or network says the caller is. */
export type CallerFix = {
  /** The same message heard twice has the same id. */
  readonly id: string;
  readonly sourceId: string;
  /** Whose: the call, or the number that called; one of them is known. */
  readonly callId: string | null;
  readonly number: string | null;
  /** Null where only an address was given. */
  readonly point: Coordinates | null;
  /** Metres; null: not said. */
  readonly radiusM: number | null;
  /** How likely the caller is within the radius. */
  readonly confidencePercent: number | null;
  readonly method: 'gnss' | 'wifi' | 'cell' | 'civic' | 'unknown';
  readonly channel: 'aml-sms' | 'aml-https' | 'pidf-lo' | 'contract';
  /** The address in words, as a network that knows it gives it. */
  readonly address: string | null;
  readonly fixedAtMs: number;
  readonly receivedAtMs: number;
};

/** A fix of before this call began may be of another place. */
const newestWinsAfterMs = 30_000;

/**
 * The fix to show of several of one caller: the newest counts, but a much coarser one does not take the place of a fine one of a moment ago.
 * One with a point comes before an address alone.
 */
export function bestFix(fixes: readonly CallerFix[]): CallerFix | null {
  return fixes.reduce<CallerFix | null>((best, fix) => (best === null || isBetter(fix, best) ? fix : best), null);
}

function isBetter(fix: CallerFix, best: CallerFix): boolean {
  if ((fix.point === null) !== (best.point === null)) return fix.point !== null;
  const [radius, bestRadius] = [fix.radiusM ?? Infinity, best.radiusM ?? Infinity];
  const laterMs = fix.fixedAtMs - best.fixedAtMs;
  if (Math.abs(laterMs) < newestWinsAfterMs && radius !== bestRadius) return radius < bestRadius;
  return laterMs > 0 || (laterMs === 0 && fix.id > best.id);
}
