import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import { edgeFlag, type RoadGraph } from './road-graph.ts';
import { createRoadNetwork, noRoads, type RoadNetwork } from './road-network.ts';

/** Long roads get a node about this often, so that whoever stands beside one stands near a node. */
const pieceM = 250;
/** Fewer nodes than this that hang together are a yard or a gap in the map: nobody is taken to stand there, unless the island has nothing else. */
const leastNodes = 30;

/**
 * The roads of an imported map as they are searched: what an ambulance may drive, one-way roads one way. Ferries are left to the sea legs, which have
 * timetables; paths and what is too narrow for a car are left out, and so are pieces that hang together with nothing. Bans of turns are not kept.
 */
export function graphNetwork(graph: RoadGraph): RoadNetwork {
  const isDriven = (edge: number): boolean => ((graph.edgeFlags[edge] ?? 0) & (edgeFlag.ferry | edgeFlag.motorcycleOnly)) === 0;
  const isKept = keptNodes(graph, isDriven);
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const addNode = ({ latitude, longitude }: Coordinates): number => {
    latitudes.push(latitude);
    longitudes.push(longitude);
    return latitudes.length - 1;
  };
  const nodeOf = Int32Array.from(isKept, (kept, node) => (kept ? addNode(pointOf(graph.nodeLatitudeE7, graph.nodeLongitudeE7, node)) : -1));
  const piecesOfLine = new Map<number, readonly number[]>();
  const roads = noRoads();
  for (let tail = 0; tail < isKept.length; tail += 1) {
    if (!isKept[tail]) continue;
    const end = graph.firstEdge[tail + 1] ?? 0;
    for (let edge = graph.firstEdge[tail] ?? 0; edge < end; edge += 1) {
      if (!isDriven(edge)) continue;
      const line = graph.edgeLine[edge] ?? 0;
      const isReversed = ((graph.edgeFlags[edge] ?? 0) & edgeFlag.reversed) !== 0;
      const head = nodeOf[graph.edgeTarget[edge] ?? 0] ?? -1;
      const between = piecesOfLine.get(line) ?? pointsAlong(graph, line).map(addNode);
      piecesOfLine.set(line, between);
      const way = [nodeOf[tail] ?? -1, ...(isReversed ? between.toReversed() : between), head];
      addWay(way, graph.edgeLengthM[edge] ?? 0, graph.edgeSpeedKmh[edge] ?? 1, graph.lineName[line] ?? 0);
    }
  }
  return createRoadNetwork({ latitudes, longitudes, roads, names: graph.names, isSkeleton: false });

  /** A road in one direction, its length shared out by the straight lengths of its pieces. */
  function addWay(way: readonly number[], lengthM: number, speedKmh: number, name: number): void {
    const at = (node: number): Coordinates => ({ latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
    const straightM = way.slice(1).map((node, index) => distanceM(at(way[index] ?? 0), at(node)));
    const sumM = straightM.reduce((sum, each) => sum + each, 0);
    straightM.forEach((each, index) => {
      const shareM = sumM > 0 ? (lengthM * each) / sumM : lengthM / straightM.length;
      roads.from.push(way[index] ?? 0);
      roads.to.push(way[index + 1] ?? 0);
      roads.lengthM.push(shareM);
      roads.timeMs.push((shareM * 3600) / Math.max(1, speedKmh));
      roads.name.push(name);
    });
  }
}

function pointOf(latitudesE7: Int32Array, longitudesE7: Int32Array, index: number): Coordinates {
  return { latitude: (latitudesE7[index] ?? 0) / 1e7, longitude: (longitudesE7[index] ?? 0) / 1e7 };
}

/** Points of a line's shape, in its own direction, about `pieceM` apart. */
function pointsAlong(graph: RoadGraph, line: number): readonly Coordinates[] {
  const found: Coordinates[] = [];
  let before: Coordinates | null = null;
  let sinceM = 0;
  for (let index = graph.lineFirstPoint[line] ?? 0; index < (graph.lineFirstPoint[line + 1] ?? 0); index += 1) {
    const point = pointOf(graph.pointLatitudeE7, graph.pointLongitudeE7, index);
    sinceM = before ? sinceM + distanceM(before, point) : pieceM;
    before = point;
    if (sinceM < pieceM) continue;
    found.push(point);
    sinceM = 0;
  }
  return found;
}

/** 1 for each node of what hangs together widely enough to be driven on. */
function keptNodes(graph: RoadGraph, isDriven: (edge: number) => boolean): Uint8Array {
  const nodes = graph.nodeLatitudeE7.length;
  const above = Uint32Array.from({ length: nodes }, (_, node) => node);
  const rootOf = (start: number): number => {
    let node = start;
    while (above[node] !== node) {
      above[node] = above[above[node] ?? 0] ?? 0;
      node = above[node] ?? 0;
    }
    return node;
  };
  const isOnRoad = new Uint8Array(nodes);
  for (let tail = 0; tail < nodes; tail += 1) {
    for (let edge = graph.firstEdge[tail] ?? 0; edge < (graph.firstEdge[tail + 1] ?? 0); edge += 1) {
      if (!isDriven(edge)) continue;
      const head = graph.edgeTarget[edge] ?? 0;
      isOnRoad[tail] = 1;
      isOnRoad[head] = 1;
      above[rootOf(tail)] = rootOf(head);
    }
  }
  const sizes = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node += 1) if (isOnRoad[node]) sizes[rootOf(node)] = (sizes[rootOf(node)] ?? 0) + 1;
  const largest = new Map<number, number>();
  for (let node = 0; node < nodes; node += 1) {
    const island = graph.nodeIsland[node] ?? 0;
    if (isOnRoad[node]) largest.set(island, Math.max(largest.get(island) ?? 0, sizes[rootOf(node)] ?? 0));
  }
  return isOnRoad.map((onRoad, node) => {
    const size = sizes[rootOf(node)] ?? 0;
    return onRoad && (size >= leastNodes || size === largest.get(graph.nodeIsland[node] ?? 0)) ? 1 : 0;
  });
}
