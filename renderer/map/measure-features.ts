import type { FeatureCollection, LineString, Point } from 'geojson';
import { distanceM } from '#domain/places/distance.ts';
import { collection, lineFeature, pointFeature } from './geo/points-and-lines.ts';
import type { LongitudeLatitude } from './map-keys.ts';

/** The length of a line through points, in metres, straight from each to the next. */
export function lengthM(points: readonly LongitudeLatitude[]): number {
  return points.slice(1).reduce((sum, point, index) => sum + between(points[index] ?? point, point), 0);
}

function between([longitude, latitude]: LongitudeLatitude, [otherLongitude, otherLatitude]: LongitudeLatitude): number {
  return distanceM({ longitude, latitude }, { longitude: otherLongitude, latitude: otherLatitude });
}

/** The line that is being measured, and at each point how far it is from the first. */
export function measureFeatures(points: readonly LongitudeLatitude[], wordOf: (metres: number) => string): FeatureCollection<LineString | Point, { readonly length: string }> {
  const marks = points.map(([longitude, latitude], index) => pointFeature(longitude, latitude, { length: index === 0 ? '' : wordOf(lengthM(points.slice(0, index + 1))) }));
  return collection<LineString | Point, { readonly length: string }>([...(points.length > 1 ? [lineFeature(points, { length: '' })] : []), ...marks]);
}
