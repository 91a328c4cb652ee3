import { distanceM } from './distance.ts';
import { distanceToRingM, isInside, type Ring } from './islands.ts';
import type { Coordinates } from './place.ts';
import type { RoughPoint } from './place-relation.ts';

/** Where a place lies to the area a call centre answers for. `perhaps-outside`: its point is outside, and its circle reaches in. */
export type RegencyStanding = 'inside' | 'perhaps-outside' | 'outside';

/** `area`: the corners of the regency with its sea, longitude and latitude; without one nothing is ever outside. */
export function standingInRegency(area: Ring | null, place: RoughPoint): RegencyStanding {
  if (area === null || isInside(area, place.latitude, place.longitude)) return 'inside';
  return distanceToRingM(area, place.latitude, place.longitude) <= place.radiusM ? 'perhaps-outside' : 'outside';
}

/** The neighbours whose seat is known, nearest first, with how far that is; then the others in the order of the profile. */
export function neighboursByNearness<Neighbour extends { readonly seat: Coordinates | null }>(
  neighbours: readonly Neighbour[],
  place: Coordinates,
): readonly { readonly neighbour: Neighbour; readonly awayM: number | null }[] {
  return neighbours
    .map((neighbour) => ({ neighbour, awayM: neighbour.seat === null ? null : distanceM(neighbour.seat, place) }))
    .sort((one, other) => (one.awayM ?? Number.MAX_VALUE) - (other.awayM ?? Number.MAX_VALUE));
}
