import type { Coordinates } from './place.ts';

/** Mean radius of the Earth, IUGG. */
const earthRadiusM = 6_371_008.8;
const radians = Math.PI / 180;

/** Length of one degree along a meridian, in metres. */
export const metresPerDegree = earthRadiusM * radians;

/** Great-circle distance in metres (haversine, spherical Earth: within 0.6 % of the ellipsoid). */
export function distanceM(from: Coordinates, to: Coordinates): number {
  const sineOfHalfLatitude = Math.sin(((to.latitude - from.latitude) * radians) / 2);
  const sineOfHalfLongitude = Math.sin(((to.longitude - from.longitude) * radians) / 2);
  const chord =
    sineOfHalfLatitude * sineOfHalfLatitude +
    Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * sineOfHalfLongitude * sineOfHalfLongitude;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Initial bearing from one point to another, degrees clockwise from north, 0 to below 360. */
export function bearingDeg(from: Coordinates, to: Coordinates): number {
  const fromLatitude = from.latitude * radians;
  const toLatitude = to.latitude * radians;
  const turn = (to.longitude - from.longitude) * radians;
  const east = Math.sin(turn) * Math.cos(toLatitude);
  const north = Math.cos(fromLatitude) * Math.sin(toLatitude) - Math.sin(fromLatitude) * Math.cos(toLatitude) * Math.cos(turn);
  return (Math.atan2(east, north) / radians + 360) % 360;
}

/** The point that lies `awayM` metres from another in the direction `bearing`, degrees clockwise from north. */
export function pointAt(from: Coordinates, bearing: number, awayM: number): Coordinates {
  const angle = awayM / earthRadiusM;
  const latitude = from.latitude * radians;
  const sine = Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing * radians);
  const turn = Math.atan2(Math.sin(bearing * radians) * Math.sin(angle) * Math.cos(latitude), Math.cos(angle) - Math.sin(latitude) * sine);
  return { latitude: Math.asin(Math.min(1, Math.max(-1, sine))) / radians, longitude: ((from.longitude + turn / radians + 540) % 360) - 180 };
}
