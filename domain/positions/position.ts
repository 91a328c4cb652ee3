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
 * `live` and `last-known` are drawn, always with their age: the newest honest fix, fresh or not. Everything else is kept as
 * history with its reason: `buffered` came minutes late and something newer is known (or a day late), `older-than-known` came out of order,
 * `declared-stale` is an old place under a new time, by the tracker's own word, `outranked` comes from a source that is believed less than another one
 * that told half a minute before or less.
 */
export const fixStandings = ['live', 'last-known', 'buffered', 'older-than-known', 'outranked', 'declared-stale', 'future', 'implausible'] as const;
export type FixStanding = (typeof fixStandings)[number];

/** The last honest fix of a unit, as drawn. Its age is `now - fixedAtMs`, always shown. */
export type UnitPosition = Fix & {
  readonly unitId: string;
  readonly islandId: string | null;
  /** Said on the radio and not measured: in which words, and who wrote it down. */
  readonly spoken?: { readonly text: string; readonly by: string } | undefined;
};
