import { createBucketQueue } from './bucket-queue.ts';
import { closedMs, type RoadNetwork } from './road-network.ts';

/** Cost of a node that nothing leads to. */
const unreached = Infinity;

export type RoadTree = {
  /** Milliseconds from each node to the nearest seed (from the seed, where the search goes forward). */
  readonly costsMs: Float64Array;
  /** The edge by which each node leads on; -1 at a seed and where nothing leads. */
  readonly via: Int32Array;
};

/** Nodes between two looks at whether anybody still wants the answer. */
const nodesBetweenLooks = 20_000;

/**
 * The quickest way between every node and the nearest of some seeds, by one search (Dijkstra, nodes waiting in buckets of a second). `backward` follows
 * edges against their direction: the cost of a node is the time from it to the seed, which is what asking "who is there first" needs.
 * `timesMs` may close or slow edges. With `only` the search ends once these nodes are settled. `look` is called now and then, and may throw to give up.
 */
export function searchRoads(
  network: RoadNetwork,
  seeds: readonly { readonly node: number; readonly costMs: number }[],
  options: { readonly direction: 'backward' | 'forward'; readonly timesMs?: Uint32Array; readonly only?: readonly number[]; readonly look?: (() => void) | undefined },
): RoadTree {
  const { firstOut, firstIn, heads, tails, inEdges, latitudes } = network;
  const { only, look } = options;
  const timesMs = options.timesMs ?? network.timesMs;
  const backward = options.direction === 'backward';
  const costsMs = new Float64Array(latitudes.length).fill(unreached);
  const via = new Int32Array(latitudes.length).fill(-1);
  const queue = createBucketQueue(latitudes.length);
  const wanted = only && new Set(only);
  let untilMs = Infinity;
  let untilLook = nodesBetweenLooks;
  for (const { node, costMs } of seeds) {
    const before = costsMs[node] as number;
    if (costMs >= before) continue;
    costsMs[node] = costMs;
    queue.put(node, before, costMs);
  }
  const first = backward ? firstIn : firstOut;
  for (let node = queue.take(); node >= 0; node = queue.take()) {
    const costMs = costsMs[node] as number;
    if (costMs > untilMs) break;
    // Of nodes in one bucket a later one may still make an earlier one quicker: the search goes on to the end of it.
    if (wanted?.delete(node) && wanted.size === 0) untilMs = queue.endOfBucketMs(costMs);
    untilLook -= 1;
    if (look && untilLook === 0) {
      untilLook = nodesBetweenLooks;
      look();
    }
    const end = first[node + 1] as number;
    for (let index = first[node] as number; index < end; index += 1) {
      const edge = backward ? (inEdges[index] as number) : index;
      const timeMs = timesMs[edge] as number;
      if (timeMs === closedMs) continue;
      const next = (backward ? tails[edge] : heads[edge]) as number;
      const nextMs = costMs + timeMs;
      const before = costsMs[next] as number;
      if (nextMs >= before) continue;
      costsMs[next] = nextMs;
      via[next] = edge;
      queue.put(next, before, nextMs);
    }
  }
  return { costsMs, via };
}

/** Edges from a node to its seed in a backward tree, in the order in which they are driven. */
export function edgesToSeed(network: RoadNetwork, { via }: RoadTree, node: number): readonly number[] {
  const edges: number[] = [];
  for (let edge = via[node] ?? -1; edge >= 0; edge = via[network.heads[edge] ?? 0] ?? -1) edges.push(edge);
  return edges;
}
