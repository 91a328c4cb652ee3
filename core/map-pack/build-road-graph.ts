import { distanceM } from '#domain/places/distance.ts';
import { createGrowingArray } from '#domain/routes/growing-array.ts';
import { buildLineGrid } from '#domain/routes/line-grid.ts';
import { edgeFlag, noIsland, type RoadGraph } from '#domain/routes/road-graph.ts';
import { banTurns } from './ban-turns.ts';
import type { Extract } from './read-extract.ts';

export type GraphCounts = { readonly roadNodes: number; readonly missingNodes: number; readonly bansLeftOut: number };

/** Makes the graph of an extract: lines between the nodes where roads meet, end or are barred, and their edges. */
export function buildRoadGraph(extract: Extract, islandAt: (latitude: number, longitude: number) => { readonly id: string } | null): { graph: RoadGraph; counts: GraphCounts; lineWay: Float64Array } {
  const { wayFirst, wayRefs, nodeIds } = extract;
  const isJunction = new Uint8Array(nodeIds.length);
  const refIndex = new Int32Array(wayRefs.length).fill(-1);
  let missingNodes = 0;
  eachRoad(extract, (way) => {
    const [from, end] = [wayFirst[way] ?? 0, wayFirst[way + 1] ?? 0];
    for (let ref = from; ref < end; ref += 1) {
      const node = findNode(nodeIds, wayRefs[ref] ?? -1);
      refIndex[ref] = node;
      if (node === -1) missingNodes += 1;
    }
    for (let ref = from; ref < end; ref += 1) {
      const node = refIndex[ref] ?? -1;
      if (node === -1 || (ref > from && refIndex[ref - 1] === node)) continue;
      const isEnd = ref === from || ref === end - 1 || refIndex[ref - 1] === -1 || refIndex[ref + 1] === -1;
      isJunction[node] = isEnd || extract.barriers.has(nodeIds[node] ?? -1) ? 2 : Math.min(2, (isJunction[node] ?? 0) + 1);
    }
  });
  // What was met once is a point of a line; ends of ways were counted as junctions above.
  const nodeOf = new Int32Array(nodeIds.length).fill(-1);
  const [longitudes, latitudes] = [createGrowingArray(Int32Array), createGrowingArray(Int32Array)];
  let roadNodes = 0;
  isJunction.forEach((met, index) => {
    if (met > 0) roadNodes += 1;
    if (met < 2) return;
    nodeOf[index] = longitudes.length();
    longitudes.push(extract.nodeLongitudeE7[index] ?? 0);
    latitudes.push(extract.nodeLatitudeE7[index] ?? 0);
  });

  const [pointLongitudes, pointLatitudes, lineFirst] = [createGrowingArray(Int32Array), createGrowingArray(Int32Array), createGrowingArray(Uint32Array)];
  const [lineStart, lineEnd, lineWayIndex] = [createGrowingArray(Uint32Array), createGrowingArray(Uint32Array), createGrowingArray(Uint32Array)];
  lineFirst.push(0);
  eachRoad(extract, (way) => {
    let start = -1;
    for (let ref = wayFirst[way] ?? 0; ref < (wayFirst[way + 1] ?? 0); ref += 1) {
      const node = refIndex[ref] ?? -1;
      if (node === -1) start = -1;
      else if (start === -1) start = node;
      else if (refIndex[ref - 1] === node) continue;
      else if (isJunction[node] === 2) {
        lineStart.push(nodeOf[start] ?? 0);
        lineEnd.push(nodeOf[node] ?? 0);
        lineWayIndex.push(way);
        lineFirst.push(pointLongitudes.length());
        start = node;
      } else {
        pointLongitudes.push(extract.nodeLongitudeE7[node] ?? 0);
        pointLatitudes.push(extract.nodeLatitudeE7[node] ?? 0);
      }
    }
  });
  const lines: Lines = {
    start: lineStart.finish(),
    end: lineEnd.finish(),
    way: lineWayIndex.finish(),
    lineFirstPoint: lineFirst.finish(),
    pointLongitudeE7: pointLongitudes.finish(),
    pointLatitudeE7: pointLatitudes.finish(),
    nodeLongitudeE7: longitudes.finish(),
    nodeLatitudeE7: latitudes.finish(),
  };
  const barredAt = new Uint16Array(lines.nodeLongitudeE7.length);
  for (const [id, kind] of extract.barriers) {
    const node = nodeOf[findNode(nodeIds, id)] ?? -1;
    if (node !== -1) barredAt[node] = edgeFlag.barrier | (kind === 'narrow' ? edgeFlag.motorcycleOnly : 0);
  }
  const edges = edgesOf(lines, extract, barredAt);
  const { nodeIsland, islandIds } = islandsOf(lines, islandAt);
  const graph = {
    nodeLongitudeE7: lines.nodeLongitudeE7,
    nodeLatitudeE7: lines.nodeLatitudeE7,
    ...{ nodeIsland, islandIds, ...edges },
    lineFirstPoint: lines.lineFirstPoint,
    pointLongitudeE7: lines.pointLongitudeE7,
    pointLatitudeE7: lines.pointLatitudeE7,
    lineName: lines.way.map((way) => extract.wayName[way] ?? 0),
    names: extract.names,
  };
  const lineWay = Float64Array.from(lines.way, (way) => extract.wayIds[way] ?? 0);
  const { banFirst, banEdge, leftOut } = banTurns(extract.restrictions, { ...graph, lineWay, nodeOf: (id) => nodeOf[findNode(nodeIds, id)] ?? -1 });
  const whole = { ...graph, banFirst, banEdge };
  return { graph: { ...whole, grid: buildLineGrid(whole) }, counts: { roadNodes, missingNodes, bansLeftOut: leftOut }, lineWay };
}

type Lines = Pick<RoadGraph, 'lineFirstPoint' | 'pointLongitudeE7' | 'pointLatitudeE7' | 'nodeLongitudeE7' | 'nodeLatitudeE7'> & {
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Index of the way in the extract. */
  readonly way: Uint32Array;
};

function edgesOf(lines: Lines, { traits, wayKind }: Extract, barredAt: Uint16Array) {
  const given: { from: number; to: number; line: number; isReversed: boolean }[] = [];
  lines.way.forEach((way, line) => {
    const direction = traits[wayKind[way] ?? -1]?.direction;
    const [start, end] = [lines.start[line] ?? 0, lines.end[line] ?? 0];
    if (direction !== 'backward') given.push({ from: start, to: end, line, isReversed: false });
    if (direction !== 'forward') given.push({ from: end, to: start, line, isReversed: true });
  });
  given.sort((one, other) => one.from - other.from || one.to - other.to || one.line - other.line || Number(one.isReversed) - Number(other.isReversed));
  const count = given.length;
  const firstEdge = new Uint32Array(lines.nodeLongitudeE7.length + 1);
  const edgeTarget = new Uint32Array(count);
  const edgeLengthM = new Float32Array(count);
  const edgeClass = new Uint8Array(count);
  const edgeSpeedKmh = new Uint8Array(count);
  const edgeFlags = new Uint16Array(count);
  const edgeLine = new Uint32Array(count);
  const ferries: [edge: number, durationS: number][] = [];
  const lengthM = Float64Array.from(lines.way, (_, line) => lengthOf(lines, line));
  const wayLengthM = new Map<number, number>();
  lines.way.forEach((way, line) => {
    if (traits[wayKind[way] ?? -1]?.durationS !== 0) wayLengthM.set(way, (wayLengthM.get(way) ?? 0) + (lengthM[line] ?? 0));
  });
  given.forEach(({ from, to, line, isReversed }, edge) => {
    const way = lines.way[line] ?? 0;
    const road = traits[wayKind[way] ?? -1];
    if (!road) return;
    firstEdge[from + 1] = (firstEdge[from + 1] ?? 0) + 1;
    edgeTarget[edge] = to;
    edgeLengthM[edge] = lengthM[line] ?? 0;
    edgeClass[edge] = road.roadClass;
    edgeSpeedKmh[edge] = road.speedKmh;
    edgeFlags[edge] = road.flags | (isReversed ? edgeFlag.reversed : 0) | (barredAt[from] ?? 0) | (barredAt[to] ?? 0);
    edgeLine[edge] = line;
    // The duration is of the whole way; a line of it takes its share.
    if ((road.flags & edgeFlag.ferry) !== 0) ferries.push([edge, Math.round((road.durationS * (lengthM[line] ?? 0)) / (wayLengthM.get(way) || 1))]);
  });
  for (let node = 1; node < firstEdge.length; node += 1) firstEdge[node] = (firstEdge[node] ?? 0) + (firstEdge[node - 1] ?? 0);
  return {
    ...{ firstEdge, edgeTarget, edgeLengthM, edgeClass, edgeSpeedKmh, edgeFlags, edgeLine },
    ferryEdge: Uint32Array.from(ferries, ([edge]) => edge),
    ferryDurationS: Uint32Array.from(ferries, ([, durationS]) => durationS),
  };
}

function lengthOf(lines: Lines, line: number): number {
  const at = (longitudes: Int32Array, latitudes: Int32Array, index: number) => ({ longitude: (longitudes[index] ?? 0) / 1e7, latitude: (latitudes[index] ?? 0) / 1e7 });
  let last = at(lines.nodeLongitudeE7, lines.nodeLatitudeE7, lines.start[line] ?? 0);
  let sumM = 0;
  for (let point = lines.lineFirstPoint[line] ?? 0; point < (lines.lineFirstPoint[line + 1] ?? 0); point += 1) {
    const next = at(lines.pointLongitudeE7, lines.pointLatitudeE7, point);
    sumM += distanceM(last, next);
    last = next;
  }
  return sumM + distanceM(last, at(lines.nodeLongitudeE7, lines.nodeLatitudeE7, lines.end[line] ?? 0));
}

function islandsOf({ nodeLongitudeE7, nodeLatitudeE7 }: Lines, islandAt: (latitude: number, longitude: number) => { readonly id: string } | null) {
  const islandIds: string[] = [];
  const places = new Map<string, number>();
  const nodeIsland = Uint16Array.from(nodeLongitudeE7, (longitudeE7, node) => {
    const id = islandAt((nodeLatitudeE7[node] ?? 0) / 1e7, longitudeE7 / 1e7)?.id;
    if (id === undefined) return noIsland;
    const place = places.get(id) ?? islandIds.push(id) - 1;
    places.set(id, place);
    return place;
  });
  return { nodeIsland, islandIds };
}

function eachRoad({ wayKind }: Extract, visit: (way: number) => void): void {
  wayKind.forEach((kind, way) => {
    if (kind >= 0) visit(way);
  });
}

/** The place of an id among ascending ids, or -1. */
export function findNode(ids: Float64Array, id: number): number {
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] ?? 0;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
