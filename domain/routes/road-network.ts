import { distanceM } from '../places/distance.ts';
import { splitBannedTurns } from './split-banned-turns.ts';

/** The time of an edge that nobody can take. */
export const closedMs = 0xffff_ffff;

/**
 * Directed roads in flat arrays. Edges of one node stand together: those out of `node` are `firstOut[node]` to below `firstOut[node + 1]`; `inEdges`
 * lists the edges into a node the same way. Times are whole milliseconds, so that adding them up from either end comes to the same.
 */
export type RoadNetwork = {
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly firstOut: Uint32Array;
  readonly tails: Uint32Array;
  readonly heads: Uint32Array;
  readonly timesMs: Uint32Array;
  readonly lengthsM: Float32Array;
  /** Index into `names`, by edge. */
  readonly nameOf: Uint32Array;
  readonly firstIn: Uint32Array;
  readonly inEdges: Uint32Array;
  readonly names: readonly string[];
  /**
   * Nodes from this one on are copies of earlier ones, made where a turn is banned: whoever came by the road from which it is banned stands on the copy,
   * which lacks the turn. Nobody starts on a copy; whoever goes to a node may end on any of `copiesOf` it.
   */
  readonly firstCopy: number;
  readonly copiesOf: ReadonlyMap<number, readonly number[]>;
  /** Of the nodes, index into `islandIds`, `noIsland` at sea; null where the map does not say. */
  readonly islands: { readonly ids: readonly string[]; readonly ofNode: Uint16Array } | null;
  /** Our own main roads only: no lane, positions approximate. */
  readonly isSkeleton: boolean;
};

/** Directed roads in the order in which they were found, one list per fact. */
export type DirectedRoads = { readonly from: number[]; readonly to: number[]; readonly timeMs: number[]; readonly lengthM: number[]; readonly name: number[] };

export function noRoads(): DirectedRoads {
  return { from: [], to: [], timeMs: [], lengthM: [], name: [] };
}

/** The same when no more are added: flat arrays hold many with less work. */
export type ListedRoads = { readonly [Fact in keyof DirectedRoads]: readonly number[] | Uint32Array | Float64Array };

/** A road that is open both ways. */
function addRoad(roads: DirectedRoads, from: number, to: number, timeMs: number, lengthM: number, name: number): void {
  roads.from.push(from, to);
  roads.to.push(to, from);
  roads.timeMs.push(timeMs, timeMs);
  roads.lengthM.push(lengthM, lengthM);
  roads.name.push(name, name);
}

export function createRoadNetwork(given: {
  readonly latitudes: readonly number[] | Float64Array;
  readonly longitudes: readonly number[] | Float64Array;
  readonly roads: ListedRoads;
  readonly names: readonly string[];
  readonly isSkeleton: boolean;
  /** Turns that are not allowed, as indexes of roads driven one after the other. */
  readonly bans?: readonly (readonly number[])[];
  readonly islands?: RoadNetwork['islands'];
}): RoadNetwork {
  const firstCopy = given.latitudes.length;
  const { roads, originalOf } = splitBannedTurns(given.roads, firstCopy, given.bans ?? []);
  const withCopies = (values: readonly number[] | Float64Array): Float64Array => {
    const all = new Float64Array(firstCopy + originalOf.length);
    all.set(values);
    originalOf.forEach((original, copy) => (all[firstCopy + copy] = values[original] ?? 0));
    return all;
  };
  const copiesOf = new Map<number, number[]>();
  originalOf.forEach((original, copy) => copiesOf.set(original, [...(copiesOf.get(original) ?? []), firstCopy + copy]));
  const nodes = firstCopy + originalOf.length;
  const { from: tails, to: heads } = roads;
  const count = tails.length;
  const firstOut = new Uint32Array(nodes + 1);
  const firstIn = new Uint32Array(nodes + 1);
  for (const from of tails) firstOut[from + 1] = (firstOut[from + 1] ?? 0) + 1;
  for (const to of heads) firstIn[to + 1] = (firstIn[to + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) {
    firstOut[node + 1] = (firstOut[node + 1] ?? 0) + (firstOut[node] ?? 0);
    firstIn[node + 1] = (firstIn[node + 1] ?? 0) + (firstIn[node] ?? 0);
  }
  const network = {
    latitudes: withCopies(given.latitudes),
    longitudes: withCopies(given.longitudes),
    firstOut,
    tails: new Uint32Array(count),
    heads: new Uint32Array(count),
    timesMs: new Uint32Array(count),
    lengthsM: new Float32Array(count),
    nameOf: new Uint32Array(count),
    firstIn,
    inEdges: new Uint32Array(count),
    names: given.names,
    ...{ firstCopy, copiesOf, islands: given.islands ?? null },
    isSkeleton: given.isSkeleton,
  };
  const nextOut = firstOut.slice();
  const nextIn = firstIn.slice();
  for (let road = 0; road < count; road += 1) {
    const from = tails[road] ?? 0;
    const to = heads[road] ?? 0;
    const edge = nextOut[from] ?? 0;
    nextOut[from] = edge + 1;
    network.tails[edge] = from;
    network.heads[edge] = to;
    network.timesMs[edge] = Math.min(closedMs - 1, Math.max(1, Math.round(roads.timeMs[road] ?? 0)));
    network.lengthsM[edge] = roads.lengthM[road] ?? 0;
    network.nameOf[edge] = roads.name[road] ?? 0;
    const into = nextIn[to] ?? 0;
    nextIn[to] = into + 1;
    network.inEdges[into] = edge;
  }
  return network;
}

export type SkeletonRoads = {
  readonly skeleton: boolean;
  readonly roads: readonly { readonly name: string; readonly speedKmh: number; readonly line: readonly (readonly [longitude: number, latitude: number])[] }[];
};

/** The network of `resources/map/roads.json`: lines that share a point join there; every road goes both ways. */
export function skeletonNetwork({ skeleton, roads }: SkeletonRoads): RoadNetwork {
  const nodeOf = new Map<string, number>();
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const node = ([longitude, latitude]: readonly [number, number]): number => {
    const key = `${latitude},${longitude}`;
    const known = nodeOf.get(key);
    if (known !== undefined) return known;
    nodeOf.set(key, latitudes.length);
    latitudes.push(latitude);
    longitudes.push(longitude);
    return latitudes.length - 1;
  };
  const directed = noRoads();
  roads.forEach(({ speedKmh, line }, name) => {
    for (const [index, point] of line.entries()) {
      const before = line[index - 1];
      if (!before) continue;
      const lengthM = distanceM({ latitude: before[1], longitude: before[0] }, { latitude: point[1], longitude: point[0] });
      if (lengthM === 0) continue;
      addRoad(directed, node(before), node(point), (lengthM * 3600) / speedKmh, lengthM, name);
    }
  });
  return createRoadNetwork({ latitudes, longitudes, roads: directed, names: roads.map(({ name }) => name), isSkeleton: skeleton });
}

/** A node and its copies: where whoever goes there may end. */
export function endsAt({ copiesOf }: RoadNetwork, node: number): readonly number[] {
  return [node, ...(copiesOf.get(node) ?? [])];
}

/** Which piece each node belongs to: nodes of two pieces have no road between them, whichever way it is driven. */
export function piecesOf({ latitudes, tails, heads }: RoadNetwork): Uint32Array {
  const above = Uint32Array.from(latitudes, (_, node) => node);
  const rootOf = (start: number): number => {
    let node = start;
    while (above[node] !== node) {
      above[node] = above[above[node] as number] as number;
      node = above[node] as number;
    }
    return node;
  };
  for (let edge = 0; edge < heads.length; edge += 1) above[rootOf(tails[edge] as number)] = rootOf(heads[edge] as number);
  return above.map((_, node) => rootOf(node));
}
