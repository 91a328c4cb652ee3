import { distanceM, metresPerDegree } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import type { RoadNetwork } from './road-network.ts';

/** Further from a road than this is said wherever the route is shown. */
export const beyondRoadM = 300;
/** Further than this a point stands on no road. */
const furthestJoinM = 15_000;
/** Lanes that the map does not have, at the pace of a vehicle on them. */
const laneSpeedKmh = 15;
/** Candidates of one point that are tried, few first: the others lie behind more water still. */
const triedNodes = [4, 60];

export type Ground = {
  readonly islandAt: (latitude: number, longitude: number) => { readonly id: string } | null;
  /** Whether the straight line between two points of one island goes over water. */
  readonly crossesWater: (islandId: string, from: Coordinates, to: Coordinates) => boolean;
};

/** Where a point joins the roads. */
export type RoadJoin = { readonly node: number; readonly offRoadM: number; readonly offRoadMs: number; readonly islandId: string };

export type NodeIndex = {
  nearest(point: Coordinates, furthestM: number, limit: number): readonly { readonly node: number; readonly awayM: number }[];
  /** The island of a node by the shores of `ground`; found once. */
  islandOf(node: number, ground: Ground): string | null;
};

/** Cells of the index, in degrees: about 1.1 km, and a third of it where there are so many nodes that a lane has several in a cell. */
const [wideCellDegrees, narrowCellDegrees] = [0.01, 0.003];
const manyNodes = 20_000;

export function createNodeIndex({ latitudes, longitudes }: Pick<RoadNetwork, 'latitudes' | 'longitudes'>): NodeIndex {
  const cells = new Map<number, number[]>();
  const cellDegrees = latitudes.length > manyNodes ? narrowCellDegrees : wideCellDegrees;
  const rowOf = (latitude: number): number => Math.floor((latitude + 90) / cellDegrees);
  const columnOf = (longitude: number): number => Math.floor((longitude + 180) / cellDegrees);
  const key = (row: number, column: number): number => row * 1_000_000 + column;
  latitudes.forEach((latitude, node) => {
    const cell = key(rowOf(latitude), columnOf(longitudes[node] ?? 0));
    const list = cells.get(cell);
    if (list) list.push(node);
    else cells.set(cell, [node]);
  });
  const islands: (string | null | undefined)[] = [];
  return {
    islandOf(node, ground) {
      const known = islands[node];
      if (known !== undefined) return known;
      const island = ground.islandAt(latitudes[node] ?? 0, longitudes[node] ?? 0)?.id ?? null;
      islands[node] = island;
      return island;
    },
    nearest(point, furthestM, limit) {
      const [row, column] = [rowOf(point.latitude), columnOf(point.longitude)];
      const found: { node: number; awayM: number }[] = [];
      const rings = Math.ceil(furthestM / (metresPerDegree * cellDegrees * Math.cos((point.latitude * Math.PI) / 180))) + 1;
      const ringM = metresPerDegree * cellDegrees * Math.cos((point.latitude * Math.PI) / 180);
      for (let ring = 0; ring <= rings; ring += 1) {
        // Whatever lies in a ring further out is at least this far away.
        const certainM = (ring - 1) * ringM;
        if (found.length >= limit && found.filter(({ awayM }) => awayM <= certainM).length >= limit) break;
        for (let down = -ring; down <= ring; down += 1) {
          const step = Math.abs(down) === ring ? 1 : 2 * ring;
          for (let across = -ring; across <= ring; across += Math.max(1, step)) {
            for (const node of cells.get(key(row + down, column + across)) ?? []) {
              const awayM = distanceM(point, { latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
              if (awayM <= furthestM) found.push({ node, awayM });
            }
          }
        }
      }
      return found.sort((left, right) => left.awayM - right.awayM || left.node - right.node).slice(0, limit);
    },
  };
}

/** The nearest point of a road on the same island (that of the point, where it is known) that is reached without going over water; null where there is none. */
export function joinRoad(network: RoadNetwork, index: NodeIndex, ground: Ground, point: Coordinates & { readonly islandId?: string | undefined }): RoadJoin | null {
  const islandId = point.islandId ?? ground.islandAt(point.latitude, point.longitude)?.id;
  if (islandId === undefined) return null;
  let tried = 0;
  for (const limit of triedNodes) {
    const near = index.nearest(point, furthestJoinM, limit);
    for (const { node, awayM } of near.slice(tried)) {
      if (index.islandOf(node, ground) !== islandId) continue;
      const road = { latitude: network.latitudes[node] ?? 0, longitude: network.longitudes[node] ?? 0 };
      if (ground.crossesWater(islandId, point, road)) continue;
      return { node, offRoadM: awayM, offRoadMs: Math.round((awayM * 3600) / laneSpeedKmh), islandId };
    }
    if (near.length < limit) return null;
    tried = near.length;
  }
  return null;
}
