import type { CallerFix } from '#domain/calls/caller-fix.ts';
import type { Coordinates } from '#domain/places/place.ts';
import { readCoordinates } from '../read-coordinates.ts';

/** What a message of any of the forms says; who it is about, if it does. `none`: the phone had no position, which is no fault. */
export type Located =
  | { readonly ok: true; readonly fix: LocatedFix | 'none' }
  | { readonly ok: false; readonly reason: string };

export type LocatedFix = Pick<CallerFix, 'point' | 'radiusM' | 'confidencePercent' | 'method' | 'channel' | 'address'> & {
  readonly fixedAtMs: number | null;
  readonly number: string | null;
};

/** Metres beyond which a radius says nothing: half the globe. */
const largestRadiusM = 20_000_000;

/** A number as these formats write it: decimal, with or without sign. Null for anything else, an unfilled placeholder too. */
export function decimal(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?\d{1,13}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
}

export function radius(value: number | null): number | null {
  return value !== null && value > 0 && value <= largestRadiusM ? value : null;
}

export function percent(value: number | null): number | null {
  return value !== null && value >= 0 && value <= 100 ? value : null;
}

export function point(latitude: number | null, longitude: number | null): { readonly ok: true; readonly value: Coordinates } | { readonly ok: false; readonly reason: string } {
  return readCoordinates({ latitude, longitude }, 'latitude', 'longitude');
}
