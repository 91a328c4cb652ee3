import { closedMs, type RoadNetwork } from './road-network.ts';

/** Cost of a node that nothing leads to. */
const unreached = Infinity;

export type RoadTree = {
  /** Milliseconds from each node to the nearest seed (from the seed, where the search goes forward). */
  readonly costsMs: Float64Array;
  /** The edge by which each node leads on; -1 at a seed and where nothing leads. */
  readonly via: Int32Array;
};

/**
 * The quickest way between every node and the nearest of some seeds, by one search (Dijkstra, a heap of four). `backward` follows edges against
 * their direction: the cost of a node is the time from it to the seed, which is what asking "who is there first" needs.
 * `timesMs` may close or slow edges. With `only` the search ends once these nodes are settled.
 */
export function searchRoads(
  network: RoadNetwork,
  seeds: readonly { readonly node: number; readonly costMs: number }[],
  options: { readonly direction: 'backward' | 'forward'; readonly timesMs?: Uint32Array; readonly only?: readonly number[] },
): RoadTree {
  const { firstOut, firstIn, heads, tails, inEdges, latitudes } = network;
  const timesMs = options.timesMs ?? network.timesMs;
  const backward = options.direction === 'backward';
  const costsMs = new Float64Array(latitudes.length).fill(unreached);
  const via = new Int32Array(latitudes.length).fill(-1);
  const heap = createNodeHeap(costsMs);
  const wanted = options.only && new Set(options.only);
  for (const { node, costMs } of seeds) {
    if (costMs >= (costsMs[node] ?? 0)) continue;
    costsMs[node] = costMs;
    heap.put(node);
  }
  const first = backward ? firstIn : firstOut;
  for (let node = heap.take(); node >= 0; node = heap.take()) {
    if (wanted?.delete(node) && wanted.size === 0) break;
    const costMs = costsMs[node] as number;
    const end = first[node + 1] as number;
    for (let index = first[node] as number; index < end; index += 1) {
      const edge = backward ? (inEdges[index] as number) : index;
      const timeMs = timesMs[edge] as number;
      if (timeMs === closedMs) continue;
      const next = (backward ? tails[edge] : heads[edge]) as number;
      const nextMs = costMs + timeMs;
      if (nextMs >= (costsMs[next] as number)) continue;
      costsMs[next] = nextMs;
      via[next] = edge;
      heap.put(next);
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

/** A heap of nodes by a cost that only ever sinks; a node that is in it already moves up. Equal costs: the lower node first. */
function createNodeHeap(costsMs: Float64Array): { put(node: number): void; take(): number } {
  const heap: Uint32Array = new Uint32Array(costsMs.length);
  const places = new Int32Array(costsMs.length).fill(-1);
  let size = 0;
  const isBefore = (left: number, right: number): boolean => {
    const leftMs = costsMs[left] as number;
    const rightMs = costsMs[right] as number;
    return leftMs < rightMs || (leftMs === rightMs && left < right);
  };
  const rise = (node: number, from: number): void => {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 2;
      const other = heap[above] as number;
      if (!isBefore(node, other)) break;
      heap[place] = other;
      places[other] = place;
      place = above;
    }
    heap[place] = node;
    places[node] = place;
  };
  const sink = (node: number): void => {
    let place = 0;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= size) break;
      let least = first;
      const end = Math.min(first + 4, size);
      for (let child = first + 1; child < end; child += 1) if (isBefore(heap[child] as number, heap[least] as number)) least = child;
      const other = heap[least] as number;
      if (!isBefore(other, node)) break;
      heap[place] = other;
      places[other] = place;
      place = least;
    }
    heap[place] = node;
    places[node] = place;
  };
  return {
    put(node) {
      const place = places[node] as number;
      if (place >= 0) rise(node, place);
      else {
        size += 1;
        rise(node, size - 1);
      }
    },
    take() {
      if (size === 0) return -1;
      const node = heap[0] as number;
      places[node] = -1;
      size -= 1;
      if (size > 0) sink(heap[size] as number);
      return node;
    },
  };
}
