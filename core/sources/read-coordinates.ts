import type { Coordinates } from '#domain/places/place.ts';
import { readOwn, type JsonObject } from './read-json.ts';

export type ReadCoordinates = { readonly ok: true; readonly value: Coordinates } | { readonly ok: false; readonly reason: string };

/** Degrees WGS 84, both of them finite numbers in range. 0/0 is refused: it is what a receiver without a fix sends. */
export function readCoordinates(object: JsonObject, latitudeKey: string, longitudeKey: string): ReadCoordinates {
  const latitude = readOwn(object, latitudeKey);
  const longitude = readOwn(object, longitudeKey);
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return { ok: false, reason: 'no coordinates: latitude and longitude are not both numbers' };
  if (!Number.isFinite(latitude) || Math.abs(latitude) > 90) {
    const isSwapped = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
    return { ok: false, reason: isSwapped ? 'latitude out of range, probably swapped with the longitude' : 'latitude out of range' };
  }
  if (!Number.isFinite(longitude) || Math.abs(longitude) > 180) return { ok: false, reason: 'longitude out of range' };
  if (latitude === 0 && longitude === 0) return { ok: false, reason: 'coordinates 0/0: the device has no fix' };
  // Minus zero would read differently when it comes back from the database.
  return { ok: true, value: { latitude: latitude + 0, longitude: longitude + 0 } };
}
