import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { circleFeature, collection, lineFeature, pointFeature } from './geo/points-and-lines.ts';
import type { SkeletonSea } from './skeleton-features.ts';

/** What stands in the way: `closed` has a bar in its ring, slow has none. */
export type ObstacleFeature = { readonly closed: boolean; readonly name: string; readonly detail: string };

/** Closed and slow roads as circles, closed and slow sea legs as lines, each with a point for its mark. A leg that the shipped map does not know is not drawn. */
export function obstacleFeatures(
  obstacles: Iterable<Obstacle>,
  sea: SkeletonSea,
  words: (obstacle: Obstacle, where: string) => Omit<ObstacleFeature, 'closed'>,
): FeatureCollection<Polygon | LineString | Point, ObstacleFeature> {
  const piers = new Map(sea.piers.map((pier) => [pier.id, pier]));
  const legs = new Map(sea.legs.map((leg) => [leg.id, leg]));
  return collection(
    [...obstacles].flatMap((obstacle): readonly Feature<Polygon | LineString | Point, ObstacleFeature>[] => {
      const closed = obstacle.speedPercent === 0;
      if (obstacle.target.kind === 'road') {
        const { latitude, longitude, radiusM } = obstacle.target;
        const properties = { closed, ...words(obstacle, '') };
        return [circleFeature(longitude, latitude, radiusM, properties), pointFeature(longitude, latitude, properties)];
      }
      const leg = legs.get(obstacle.target.legId);
      const [from, to] = [piers.get(leg?.from ?? ''), piers.get(leg?.to ?? '')];
      if (!from || !to) return [];
      const properties = { closed, ...words(obstacle, `${from.name} – ${to.name}`) };
      return [
        lineFeature([[from.longitude, from.latitude], [to.longitude, to.latitude]], properties),
        pointFeature((from.longitude + to.longitude) / 2, (from.latitude + to.latitude) / 2, properties),
      ];
    }),
  );
}
