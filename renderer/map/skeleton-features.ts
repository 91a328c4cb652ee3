import type { FeatureCollection, LineString } from 'geojson';
import { collection, lineFeature } from './geo/points-and-lines.ts';

export type SkeletonRoad = { readonly name: string; readonly class: string; readonly line: readonly (readonly [longitude: number, latitude: number])[] };
export type SkeletonSea = {
  readonly piers: readonly { readonly id: string; readonly name: string; readonly longitude: number; readonly latitude: number }[];
  readonly legs: readonly { readonly id: string; readonly from: string; readonly to: string; readonly vessel: string }[];
};
export type SkeletonFeatures = FeatureCollection<LineString, { readonly class: string; readonly name?: string }>;

/** The shipped roads, and a straight line for each pair of piers that a timetable joins: what goes there, not the way it takes. */
export function skeletonFeatures(roads: readonly SkeletonRoad[], sea: SkeletonSea): SkeletonFeatures {
  const piers = new Map(sea.piers.map((pier) => [pier.id, pier]));
  const joined = new Map(sea.legs.map((leg) => [[leg.from, leg.to].sort().join(' '), leg]));
  const crossings = [...joined.values()].flatMap(({ from, to }) => {
    const [one, other] = [piers.get(from), piers.get(to)];
    return one && other ? [lineFeature([[one.longitude, one.latitude], [other.longitude, other.latitude]], { class: 'ferry' })] : [];
  });
  return collection([...roads.map(({ name, class: rank, line }) => lineFeature(line, { class: rank, name })), ...crossings]);
}
