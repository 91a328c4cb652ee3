import { decide, type Register } from '../conflicts/register.ts';
import type { JournalEvent } from '../journal/act.ts';
import { distanceM } from '../places/distance.ts';
import type { NodeIndex } from './node-index.ts';
import { closedMs, endsAt, type RoadNetwork } from './road-network.ts';

/** Whatever is reported further from every road hinders none. */
const furthestRoadM = 2_000;

export const obstacleReasons = ['waves', 'no-vessel', 'flood', 'landslide', 'fallen-tree', 'crash', 'works', 'crowd', 'other'] as const;
export type ObstacleReason = (typeof obstacleReasons)[number];

/** A sea leg, or every road within a circle. */
export type ObstacleTarget =
  | { readonly kind: 'sea-leg'; readonly legId: string }
  | { readonly kind: 'road'; readonly latitude: number; readonly longitude: number; readonly radiusM: number };

/** What stands in the way, as somebody reported it. `speedPercent` 0: closed; 50: half the usual speed. */
export type Obstacle = {
  readonly id: string;
  readonly target: ObstacleTarget;
  readonly speedPercent: number;
  readonly reason: ObstacleReason;
  readonly note: string;
  /** Null: until somebody clears it. */
  readonly untilMs: number | null;
  readonly by: string;
  readonly atMs: number;
};

/** An obstacle as folded. Null in the register: somebody cleared it. */
export type ObstacleState = { readonly id: string; readonly decided: { readonly obstacle: Register<Obstacle | null> } };

export function untouchedObstacle(id: string): ObstacleState {
  return { id, decided: { obstacle: [] } };
}

export function foldObstacle(state: ObstacleState, event: JournalEvent): ObstacleState {
  const { act } = event;
  if (act.kind === 'obstacle.cleared') return { ...state, decided: { obstacle: decide(state.decided.obstacle, null, event) } };
  if (act.kind !== 'obstacle.reported') return state;
  const { target, speedPercent, reason, note, untilMs } = act;
  return { ...state, decided: { obstacle: decide(state.decided.obstacle, { id: state.id, target, speedPercent, reason, note, untilMs, by: event.actor, atMs: event.atMs }, event) } };
}

/** The obstacle that holds now. Of reports made apart the slower one holds: who cleared it elsewhere did not know of the other. */
export function obstacleAt({ decided }: ObstacleState, nowMs: number): Obstacle | null {
  const standing = decided.obstacle.flatMap(({ value }) => (value && isInForce(value, nowMs) ? [value] : []));
  return standing.sort((left, right) => left.speedPercent - right.speedPercent || right.atMs - left.atMs)[0] ?? null;
}

function isInForce(obstacle: Obstacle, nowMs: number): boolean {
  return obstacle.untilMs === null || nowMs < obstacle.untilMs;
}

/**
 * Times of the edges under some obstacles: every edge with an end inside the circle, and the one nearest to its middle, is slowed or closed. No
 * edge ever gets quicker by one.
 */
export function hinderedTimesMs(network: RoadNetwork, obstacles: readonly Obstacle[], index: Pick<NodeIndex, 'nearest' | 'within'>): Uint32Array {
  const roads = obstacles.flatMap(({ target, speedPercent }) => (target.kind === 'road' ? [{ target, share: Math.min(100, Math.max(0, speedPercent)) / 100 }] : []));
  if (roads.length === 0) return network.timesMs;
  const timesMs = network.timesMs.slice();
  for (const { target, share } of roads) {
    const hindered = [...index.within(target, target.radiusM).flatMap((node) => edgesAt(network, node)), ...nearestEdges(network, index.nearest(target, furthestRoadM, 1)[0]?.node, target)];
    for (const edge of hindered) {
      const before = network.timesMs[edge] ?? closedMs;
      const slowed = share === 0 ? closedMs : Math.min(closedMs - 1, Math.round(before / share));
      timesMs[edge] = Math.max(timesMs[edge] ?? 0, slowed);
    }
  }
  return timesMs;
}

/** Edges out of a node and into it, and those of its copies. */
function edgesAt(network: RoadNetwork, node: number): number[] {
  const { firstOut, firstIn, inEdges } = network;
  return endsAt(network, node).flatMap((end) => {
    const out = Array.from({ length: (firstOut[end + 1] ?? 0) - (firstOut[end] ?? 0) }, (_, place) => (firstOut[end] ?? 0) + place);
    return [...out, ...inEdges.subarray(firstIn[end], firstIn[end + 1])];
  });
}

/** The edge at a node whose middle is nearest to a point, in both directions. */
function nearestEdges(network: RoadNetwork, node: number | undefined, point: { readonly latitude: number; readonly longitude: number }): readonly number[] {
  if (node === undefined) return [];
  const { tails, heads, latitudes, longitudes } = network;
  const middleM = (edge: number): number => {
    const [tail = 0, head = 0] = [tails[edge], heads[edge]];
    const middle = { latitude: ((latitudes[tail] ?? 0) + (latitudes[head] ?? 0)) / 2, longitude: ((longitudes[tail] ?? 0) + (longitudes[head] ?? 0)) / 2 };
    return distanceM(point, middle);
  };
  const edges = edgesAt(network, node);
  const nearestM = Math.min(...edges.map(middleM));
  return edges.filter((edge) => middleM(edge) <= nearestM + 0.01);
}
