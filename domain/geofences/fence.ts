import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';

export const fenceKinds = ['hospital', 'base', 'pier', 'post'] as const;
export type FenceKind = (typeof fenceKinds)[number];

/** A circle around a place that units come to; `unitIds`: who is at home there. */
export type Fence = Coordinates & { readonly id: string; readonly kind: FenceKind; readonly name: string; readonly radiusM: number; readonly unitIds: readonly string[] };

/** A unit was inside a fence from one fix to the fix with which it was outside again; null: it is there still, as far as is known. */
export type FenceVisit = { readonly fenceId: string; readonly enteredAtMs: number; readonly leftAtMs: number | null };

/** The visits of one unit, the oldest first. */
export type FencesOfUnit = { readonly unitId: string; readonly visits: readonly FenceVisit[] };

/** A point known no better than this would ring at the wrong door: no fence is made of it. */
const surelyThereM = 500;
const smallestRadiusM = 150;

type Known = Coordinates & { readonly id: string; readonly name: string; readonly kind: FenceKind; readonly radiusM: number };

/** The fences of a site: its own first, then bases of its units, then those of the shipped places whose points are known well enough. */
export function fencesOf(given: {
  readonly own: readonly Known[];
  readonly bases: readonly (Coordinates & { readonly name: string; readonly unitId: string })[];
  readonly places: readonly Known[];
}): readonly Fence[] {
  const homes = Map.groupBy(given.bases, ({ latitude, longitude }) => `base:${latitude},${longitude}`);
  const bases = [...homes].flatMap(([id, [first, ...others]]): Fence[] =>
    first ? [{ id, kind: 'base', name: first.name, latitude: first.latitude, longitude: first.longitude, radiusM: smallestRadiusM, unitIds: [first, ...others].map(({ unitId }) => unitId) }] : [],
  );
  // A post where units are at home is their base.
  const isBase = (place: Known): boolean => given.bases.some((base) => distanceM(base, place) <= smallestRadiusM);
  const placed = [...given.own, ...given.places.filter((place) => place.radiusM <= surelyThereM && !(place.kind === 'post' && isBase(place)))];
  return [...bases, ...placed.map(({ id, kind, name, latitude, longitude, radiusM }): Fence => ({ id, kind, name, latitude, longitude, radiusM: Math.max(smallestRadiusM, radiusM), unitIds: [] }))];
}
