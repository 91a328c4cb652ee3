import { distanceM } from '../places/distance.ts';
import type { Fix, FixStanding } from './position.ts';
import { sourceRank } from './source-rank.ts';

/** A clock may be so far ahead of ours. */
export const futureToleranceMs = 60_000;
/** Older than this on arrival, a fix is news of where a unit was, not of where it is. */
const liveForMs = 120_000;
/** HT positions are thin: for so long one is better than a newer one of a device, afterwards its age costs more than its source is worth. */
const preferredForMs = 30_000;
/** A phone lost last year still has its retained fix: it is no reason to draw a unit that is not drawn yet. */
const firstKnownForMs = 86_400_000;
/** Faster than any boat, ambulance or helicopter that is dispatched here. */
const fastestKmh = 250;
/** Of trackers that do not say: a consumer GPS under trees. */
const accuracyOtherwiseM = 50;
const metresPerSecondOfKmh = 1 / 3.6;

/**
 * Judges a fix on arrival against the newest drawn one of the same unit. Of a burst after a tunnel only fixes newer
 * than the drawn one are drawn, and old ones as `last-known`: a better last place, its age beside it, never live.
 * The speed it would have taken is only judged while the known fix was fresh (120 s): who of two far apart is wrong cannot be
 * told, so a wrong one that came first must not shut out the right ones for longer. A source that is believed more is never shut out by
 * one that is believed less, and holds it back for half a minute (`sourceRank`).
 */
export function judgeFix(fix: Fix, newestKnown: Fix | undefined, nowMs: number): FixStanding {
  if (fix.fixedAtMs - nowMs > futureToleranceMs) return 'future';
  // An exact zero is what a receiver without a fix reports; the equator and Greenwich are not ours.
  if (fix.latitude === 0 || fix.longitude === 0) return 'implausible';
  if (fix.declaredStale) return 'declared-stale';
  const isOld = nowMs - fix.fixedAtMs > liveForMs;
  // What was drawn while this station's clock ran ahead must not freeze the unit now that the clock is right.
  const known = newestKnown && newestKnown.fixedAtMs - nowMs > futureToleranceMs ? undefined : newestKnown;
  if (known) {
    if (fix.fixedAtMs <= known.fixedAtMs) return isOld ? 'buffered' : 'older-than-known';
    const higher = sourceRank(fix) - sourceRank(known);
    if (higher < 0 && fix.fixedAtMs - known.fixedAtMs <= preferredForMs) return 'outranked';
    if (higher <= 0 && isTooFar(known, fix)) return 'implausible';
  } else if (nowMs - fix.fixedAtMs > firstKnownForMs) return 'buffered';
  return isOld ? 'last-known' : 'live';
}

/** Whether a fix of this standing moves the unit on the map. */
export function isDrawn(standing: FixStanding): boolean {
  return standing === 'live' || standing === 'last-known';
}

function isTooFar(known: Fix, fix: Fix): boolean {
  const betweenMs = fix.fixedAtMs - known.fixedAtMs;
  if (betweenMs > liveForMs) return false;
  const slackM = accuracyM(known) + accuracyM(fix);
  return distanceM(known, fix) - slackM > fastestKmh * metresPerSecondOfKmh * (betweenMs / 1000);
}

/**
 * Radius in metres of the circle in which the unit may be by now: the fix's own accuracy, growing with its age at the speed
 * the unit may plausibly have, or at its own reported one if that is higher. Never negative, never shrinking with age.
 */
export function uncertaintyM(fix: Fix, nowMs: number, plausibleSpeedKmh: number): number {
  const ageS = Math.max(0, nowMs - fix.fixedAtMs) / 1000;
  const speedKmh = Math.max(0, plausibleSpeedKmh, Math.min(fix.speedKmh ?? 0, fastestKmh));
  return accuracyM(fix) + ageS * speedKmh * metresPerSecondOfKmh;
}

/** How far off the fix itself may be, in metres: as it said, or what is usual. */
export function accuracyM(fix: Fix): number {
  return Math.max(0, fix.accuracyM ?? accuracyOtherwiseM);
}
