import { bearingDeg, distanceM, metresPerDegree } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import type { Random } from './random.ts';

/** What one crew does about one assignment, planned from the moment it hears of it. Times are epoch milliseconds. */
export type Journey = {
  readonly from: Coordinates;
  readonly to: Coordinates;
  readonly home: Coordinates;
  readonly speedKmh: number;
  readonly acknowledgeAtMs: number;
  readonly departAtMs: number;
  readonly arriveAtMs: number;
  readonly leaveAtMs: number;
  readonly homeAtMs: number;
};

export type Motion = Coordinates & { readonly phase: 'waiting' | 'outbound' | 'on-scene' | 'returning' | 'home'; readonly speedKmh: number; readonly courseDeg: number };

/** Roads are longer than the straight line; a boat goes straight. */
const roadDetour = 1.3;
const returnSlowdown = 0.8;

/**
 * Acknowledge within seconds, leave after a minute, drive, stay, come back. Straight lines: a simulated crew needs no map,
 * it only has to arrive after a believable time.
 */
export function planJourney(
  { from, to, home, speedKmh, byWater, startMs }: { from: Coordinates; to: Coordinates; home: Coordinates; speedKmh: number; byWater: boolean; startMs: number },
  random: Random,
): Journey {
  const effectiveKmh = byWater ? speedKmh : speedKmh / roadDetour;
  const acknowledgeAtMs = startMs + random.whole(4_000, 12_000);
  const departAtMs = acknowledgeAtMs + random.whole(30_000, 90_000);
  const arriveAtMs = departAtMs + driveMs(from, to, effectiveKmh);
  const leaveAtMs = arriveAtMs + random.whole(8 * 60_000, 25 * 60_000);
  const homeAtMs = leaveAtMs + driveMs(to, home, effectiveKmh * returnSlowdown);
  return { from, to, home, speedKmh, acknowledgeAtMs, departAtMs, arriveAtMs, leaveAtMs, homeAtMs };
}

/** Where the crew is at a time of its journey. The speed is the wheels', not that along the straight line. */
export function motionAt(journey: Journey, atMs: number): Motion {
  const { from, to, home, departAtMs, arriveAtMs, leaveAtMs, homeAtMs } = journey;
  if (atMs < departAtMs) return { ...from, phase: 'waiting', speedKmh: 0, courseDeg: 0 };
  if (atMs < arriveAtMs) return underWay('outbound', from, to, (atMs - departAtMs) / (arriveAtMs - departAtMs), journey.speedKmh);
  if (atMs < leaveAtMs) return { ...to, phase: 'on-scene', speedKmh: 0, courseDeg: 0 };
  if (atMs < homeAtMs) return underWay('returning', to, home, (atMs - leaveAtMs) / (homeAtMs - leaveAtMs), journey.speedKmh * returnSlowdown);
  return { ...home, phase: 'home', speedKmh: 0, courseDeg: 0 };
}

/** A fix as a receiver would give it: some metres beside the truth. */
export function withNoise({ latitude, longitude }: Coordinates, errorM: number, random: Random): Coordinates {
  return {
    latitude: latitude + (random.spread() * errorM) / metresPerDegree,
    longitude: longitude + (random.spread() * errorM) / (metresPerDegree * Math.cos((latitude * Math.PI) / 180)),
  };
}

function underWay(phase: 'outbound' | 'returning', from: Coordinates, to: Coordinates, share: number, speedKmh: number): Motion {
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * share,
    longitude: from.longitude + (to.longitude - from.longitude) * share,
    phase,
    speedKmh,
    courseDeg: bearingDeg(from, to),
  };
}

function driveMs(from: Coordinates, to: Coordinates, speedKmh: number): number {
  return Math.round((distanceM(from, to) / (speedKmh / 3.6)) * 1000);
}
