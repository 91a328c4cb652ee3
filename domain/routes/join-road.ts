import type { Coordinates } from '../places/place.ts';
import type { Ground, NodeIndex } from './node-index.ts';
import type { RoadNetwork } from './road-network.ts';

/** Further from a road than this is said wherever the route is shown. */
export const beyondRoadM = 300;
/** Further than this a point stands on no road. */
const furthestJoinM = 15_000;
/** Lanes that the map does not have, at the pace of a vehicle on them. */
const laneSpeedKmh = 15;
/** Candidates of one point that are tried, few first: the others lie behind more water still. */
const triedNodes = [4, 60];

/** Where a point joins the roads. */
export type RoadJoin = { readonly node: number; readonly offRoadM: number; readonly offRoadMs: number; readonly islandId: string };

/** The nearest point of a road on the same island (that of the point, where it is known) that is reached without going over water; null where there is none. */
export function joinRoad(network: RoadNetwork, index: NodeIndex, ground: Ground, point: Coordinates & { readonly islandId?: string | undefined }): RoadJoin | null {
  const islandId = point.islandId ?? ground.islandAt(point.latitude, point.longitude)?.id;
  if (islandId === undefined) return null;
  let tried = 0;
  for (const limit of triedNodes) {
    const near = index.nearest(point, furthestJoinM, limit);
    for (const { node, awayM } of near.slice(tried)) {
      if (index.islandOf(node) !== islandId) continue;
      const road = { latitude: network.latitudes[node] ?? 0, longitude: network.longitudes[node] ?? 0 };
      if (ground.crossesWater(islandId, point, road)) continue;
      return { node, offRoadM: awayM, offRoadMs: Math.round((awayM * 3600) / laneSpeedKmh), islandId };
    }
    if (near.length < limit) return null;
    tried = near.length;
  }
  return null;
}
