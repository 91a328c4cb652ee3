import { distanceM, pointAt } from './distance.ts';
import type { Coordinates } from './place.ts';
import type { PlaceRelation } from './read-relation.ts';

/** A point with how far the truth may be from it, in metres. */
export type RoughPoint = Coordinates & { readonly radiusM: number };

/** What "east of" means where nobody said how far: the estimate of somebody who could have named a nearer place. */
const unsaidDistanceM = 1_000;
/** One of eight winds is 22.5 degrees either way, and a spoken distance is a round figure: together about this share of it. */
const spokenShare = 0.45;
/** In front of, behind, near. */
const besideM = 300;

/**
 * Where a relation to one known place points. The errors of the known place and of the words are independent: their
 * squares add up.
 */
export function placeAside(relation: Extract<PlaceRelation, { kind: 'side' | 'beside' }>, of: RoughPoint): RoughPoint {
  if (relation.kind === 'beside') return { latitude: of.latitude, longitude: of.longitude, radiusM: joined(of.radiusM, besideM) };
  const wayM = relation.distanceM ?? Math.max(unsaidDistanceM, of.radiusM);
  const point = pointAt(of, relation.bearingDeg, wayM);
  return { ...point, radiusM: joined(of.radiusM, relation.distanceM === null ? wayM : wayM * spokenShare) };
}

/** The middle of two known places; the truth lies anywhere on the way from one to the other. */
export function placeBetween(one: RoughPoint, other: RoughPoint): RoughPoint {
  const apartM = distanceM(one, other);
  const turn = ((other.longitude - one.longitude + 540) % 360) - 180;
  const longitude = ((one.longitude + turn / 2 + 540) % 360) - 180;
  return { latitude: (one.latitude + other.latitude) / 2, longitude, radiusM: joined(apartM / 2, Math.max(one.radiusM, other.radiusM)) };
}

function joined(oneM: number, otherM: number): number {
  return Math.max(20, Math.round(Math.hypot(oneM, otherM)));
}
