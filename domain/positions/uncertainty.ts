import { metresPerDegree } from '../places/distance.ts';
import { isInside, type Ring } from '../places/islands.ts';
import type { Coordinates } from '../places/place.ts';
import type { UnitKind } from '../units/unit.ts';
import { accuracyM, uncertaintyM } from './fix-standing.ts';
import { plausibleTravel } from './plausible-travel.ts';
import type { UnitPosition } from './position.ts';
import { clipCircle, pointsOfCircle, type PlanePoint } from './clip-circle.ts';

/** Where a unit may be by now: a circle around its last fix that grows with the age of the fix and ends at its island's shore. */
export type UncertainArea = Coordinates & {
  readonly radiusM: number;
  /** How far the fix itself may be off. */
  readonly accuracyM: number;
  /** The shore that ends it, as longitude and latitude; null for what may put to sea, is at sea, or stands on no drawn island. */
  readonly shore: Ring | null;
};

const cornersOfCircle = 64;
/** The corners stand outside the circle, so that all of it lies within the straight edges between them. */
const cornerOf = 1 / Math.cos(Math.PI / cornersOfCircle);

/** The area of a unit's position at a time. `shoreOf` gives the ring of an island, or null. */
export function uncertainArea(position: UnitPosition, kind: UnitKind, nowMs: number, shoreOf: (islandId: string) => Ring | null): UncertainArea {
  const { latitude, longitude, islandId } = position;
  const { speedKmh, staysOnIsland } = plausibleTravel(kind, islandId === null);
  const shore = staysOnIsland && islandId !== null ? shoreOf(islandId) : null;
  return { latitude, longitude, radiusM: uncertaintyM(position, nowMs, speedKmh), accuracyM: accuracyM(position), shore };
}

/** Whether the whole circle lies inland: no piece of the shore comes near its box. */
function isFarFromShore(area: UncertainArea, shore: Ring): boolean {
  const north = (area.radiusM * cornerOf) / metresPerDegree;
  const east = north / Math.max(0.01, Math.cos((area.latitude * Math.PI) / 180));
  let [beforeX = 0, beforeY = 0] = shore.at(-1) ?? [];
  for (const [x = 0, y = 0] of shore) {
    const isBeside = Math.max(x, beforeX) < area.longitude - east || Math.min(x, beforeX) > area.longitude + east;
    if (!isBeside && Math.max(y, beforeY) >= area.latitude - north && Math.min(y, beforeY) <= area.latitude + north) return false;
    [beforeX, beforeY] = [x, y];
  }
  return isInside(shore, area.latitude, area.longitude);
}

/** The area as closed rings of longitude and latitude, to be drawn: one, or several where a bay cuts it. */
export function areaRings(area: UncertainArea): readonly Ring[] {
  const metresPerDegreeEast = metresPerDegree * Math.max(0.01, Math.cos((area.latitude * Math.PI) / 180));
  const onPlane = ([longitude = 0, latitude = 0]: readonly number[]): PlanePoint => [(longitude - area.longitude) * metresPerDegreeEast, (latitude - area.latitude) * metresPerDegree];
  const onEarth = ([east, north]: PlanePoint): readonly number[] => [area.longitude + east / metresPerDegreeEast, area.latitude + north / metresPerDegree];
  const circle = (radiusM: number): readonly PlanePoint[] => pointsOfCircle(radiusM * cornerOf, cornersOfCircle);
  const rings = (): readonly (readonly PlanePoint[])[] => {
    if (area.shore === null || isFarFromShore(area, area.shore)) return [circle(area.radiusM)];
    const parts = clipCircle(area.shore.map(onPlane), area.radiusM * cornerOf, cornersOfCircle);
    // On a pier the fix stands beside the drawn shore: it is there all the same.
    return isInside(area.shore, area.latitude, area.longitude) ? parts : [circle(Math.min(area.accuracyM, area.radiusM)), ...parts];
  };
  return rings().map((points) => [...points, ...points.slice(0, 1)].map(onEarth));
}
