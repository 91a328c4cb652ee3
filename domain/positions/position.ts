import type { Coordinates } from '../places/place.ts';

/** One fix of one device, as decoded; nothing about it has been judged yet. */
export type Fix = Coordinates & {
  /** Derived from source, device and fix time: hearing it twice is one fix. */
  readonly id: string;
  readonly sourceId: string;
  readonly deviceId: string;
  readonly fixedAtMs: number;
  readonly receivedAtMs: number;
  readonly accuracyM: number | null;
  readonly speedKmh: number | null;
  readonly headingDeg: number | null;
  readonly altitudeM: number | null;
  readonly batteryPercent: number | null;
  /** The tracker itself said that this fix is not current. */
  readonly declaredStale: boolean;
};

/**
 * `live` may be drawn as the unit's position; everything else is kept as history with its reason.
 * A fix from more than 60 s in the future, or older than the newest known, is never drawn.
 */
export type FixStanding = 'live' | 'buffered' | 'older-than-known' | 'future' | 'implausible';

/** The last honest fix of a unit, as drawn. Its age is `now - fixedAtMs`, always shown. */
export type UnitPosition = Fix & {
  readonly unitId: string;
  readonly islandId: string | null;
};
