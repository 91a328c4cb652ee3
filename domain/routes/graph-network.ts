import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import type { Ground } from './node-index.ts';
import { edgeFlag, noIsland, type RoadGraph } from './road-graph.ts';
import { createRoadNetwork, noRoads, type RoadNetwork } from './road-network.ts';

/** Long roads get a node about this often, so that whoever stands beside one stands near a node. */
const pieceM = 250;
/** Fewer nodes than this that hang together are a yard or a gap in the map: nobody is taken to stand there, unless the island has nothing else. */
const leastNodes = 30;

/** What a closed gate costs whoever opens it. */
const gateMs = 15_000;

/** What drives: a motorcycle goes where a car may not, and everywhere else as well. */
export type RoadVehicle = 'car' | 'motorcycle';

/**
 * The roads of an imported map as they are searched: what the vehicle may drive, one-way roads one way, banned turns not at all, gates with the time they
 * take. Ferries are left to the sea legs, which have timetables; left out are pieces that hang together with nothing. `islandAt` is asked about the nodes
 * that the map pack knows no island of.
 */
export function graphNetwork(graph: RoadGraph, vehicle: RoadVehicle, islandAt: Ground['islandAt']): RoadNetwork {
  const barred = edgeFlag.ferry | (vehicle === 'car' ? edgeFlag.motorcycleOnly : 0);
  const isDriven = (edge: number): boolean => ((graph.edgeFlags[edge] ?? 0) & barred) === 0;
  const isKept = keptNodes(graph, isDriven);
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const islands = createIslandNumbers(graph, islandAt);
  const addNode = ({ latitude, longitude }: Coordinates, near: number): number => {
    islands.add(near, latitude, longitude);
    latitudes.push(latitude);
    longitudes.push(longitude);
    return latitudes.length - 1;
  };
  const nodeOf = Int32Array.from(isKept, (kept, node) => (kept ? addNode(pointOf(graph.nodeLatitudeE7, graph.nodeLongitudeE7, node), node) : -1));
  const piecesOfLine = new Map<number, readonly number[]>();
  const roads = noRoads();
  // The roads of edge `e` are `firstRoad[e]` to below `endRoad[e]`; none of one that is not driven.
  const firstRoad = new Uint32Array(graph.edgeTarget.length);
  const endRoad = new Uint32Array(graph.edgeTarget.length);
  for (let tail = 0; tail < isKept.length; tail += 1) {
    if (!isKept[tail]) continue;
    const end = graph.firstEdge[tail + 1] ?? 0;
    for (let edge = graph.firstEdge[tail] ?? 0; edge < end; edge += 1) {
      if (!isDriven(edge)) continue;
      const line = graph.edgeLine[edge] ?? 0;
      const flags = graph.edgeFlags[edge] ?? 0;
      const head = nodeOf[graph.edgeTarget[edge] ?? 0] ?? -1;
      const between = piecesOfLine.get(line) ?? pointsAlong(graph, line).map((point) => addNode(point, tail));
      piecesOfLine.set(line, between);
      const way = [nodeOf[tail] ?? -1, ...((flags & edgeFlag.reversed) !== 0 ? between.toReversed() : between), head];
      firstRoad[edge] = roads.from.length;
      addWay(way, graph.edgeLengthM[edge] ?? 0, graph.edgeSpeedKmh[edge] ?? 1, (flags & edgeFlag.barrier) !== 0 ? gateMs : 0, graph.lineName[line] ?? 0);
      endRoad[edge] = roads.from.length;
    }
  }
  return createRoadNetwork({ latitudes, longitudes, roads, names: graph.names, isSkeleton: false, bans: bannedRoads(graph, firstRoad, endRoad), islands: islands.finish() });

  /** A road in one direction, its length shared out by the straight lengths of its pieces. */
  function addWay(way: readonly number[], lengthM: number, speedKmh: number, delayMs: number, name: number): void {
    const at = (node: number): Coordinates => ({ latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
    const straightM = way.slice(1).map((node, index) => distanceM(at(way[index] ?? 0), at(node)));
    const sumM = straightM.reduce((sum, each) => sum + each, 0);
    straightM.forEach((each, index) => {
      const share = sumM > 0 ? each / sumM : 1 / straightM.length;
      roads.from.push(way[index] ?? 0);
      roads.to.push(way[index + 1] ?? 0);
      roads.lengthM.push(lengthM * share);
      roads.timeMs.push(((lengthM * 3600) / Math.max(1, speedKmh) + delayMs) * share);
      roads.name.push(name);
    });
  }
}

/** Bans of edges as bans of their pieces: from the last piece of the first edge to the first piece of the last one, with all between. */
function bannedRoads(graph: RoadGraph, firstRoad: Uint32Array, endRoad: Uint32Array): readonly (readonly number[])[] {
  return Array.from({ length: Math.max(0, graph.banFirst.length - 1) }, (_, ban) => {
    const edges = Array.from(graph.banEdge.subarray(graph.banFirst[ban], graph.banFirst[ban + 1]));
    if (edges.some((edge) => firstRoad[edge] === endRoad[edge])) return [];
    return edges.flatMap((edge, place) => {
      const roads = Array.from({ length: (endRoad[edge] ?? 0) - (firstRoad[edge] ?? 0) }, (_each, index) => (firstRoad[edge] ?? 0) + index);
      return place === 0 ? roads.slice(-1) : place === edges.length - 1 ? roads.slice(0, 1) : roads;
    });
  }).filter((ban) => ban.length > 1);
}

/** The islands of nodes as they are added: what the graph says of the node nearby, else what the shores say. */
function createIslandNumbers(graph: RoadGraph, islandAt: Ground['islandAt']) {
  const ids = [...graph.islandIds];
  const ofNode: number[] = [];
  return {
    add(near: number, latitude: number, longitude: number): void {
      const known = graph.nodeIsland[near] ?? noIsland;
      const id = known === noIsland ? islandAt(latitude, longitude)?.id : undefined;
      if (id !== undefined && !ids.includes(id)) ids.push(id);
      ofNode.push(id === undefined ? known : ids.indexOf(id));
    },
    finish: (): NonNullable<RoadNetwork['islands']> => ({ ids, ofNode: Uint16Array.from(ofNode) }),
  };
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
