import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import { createGrowingArray } from './growing-array.ts';
import { createRoadNetwork, type RoadNetwork } from './road-network.ts';
import { landAlong, sortShores, type Rings } from './shore-pieces.ts';

/** About 1.1 km, and about 140 m where two shores come near each other: in a strait. */
const cellDegrees = 0.01;
const partsOfCell = 8;
const partDegrees = cellDegrees / partsOfCell;
/** What a boat's speed is counted with; a traveller's own speed scales it. */
export const gridSpeedKmh = 30;
/** How far from a pier or a fix the water is looked for. */
const furthestWaterM = 3_000;
/** The shore may be drawn this far off: a boat at its pier often stands on drawn land. */
const shoreErrorM = 700;

export type SeaGrid = {
  readonly network: RoadNetwork;
  /** The nearest water that is reached from a point without going over land and hangs together with the open sea; null where there is none. */
  readonly waterNear: (point: Coordinates) => { readonly node: number; readonly awayM: number } | null;
};

/** Half of the eight neighbours: the other half is the same ways back. */
const neighbours = [[0, 1], [1, 0], [1, 1], [1, -1]] as const;

/** The cells around one, and which of their parts lie towards it. */
const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].flatMap((across) => (down === 0 && across === 0 ? [] : [{ down, across, facing: partsFacing(down, across) }])));

/**
 * The sea as a grid of points in water, each joined to its eight neighbours wherever the straight way between them meets no shore. Ways are up to 8 %
 * longer than a boat's. Where the shores of two islands come near each other the points stand closer, so that a strait is a way. `rings` are shores,
 * longitude before latitude.
 */
export function createSeaGrid(rings: Rings, box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }): SeaGrid {
  const columns = Math.round((box.east - box.west) / cellDegrees);
  const rows = Math.round((box.north - box.south) / cellDegrees);
  const shores = sortShores(rings, box, cellDegrees, columns);
  const bounded = rings.map((ring) => ({ ring, south: Math.min(...ring.map(([, y = 0]) => y)), north: Math.max(...ring.map(([, y = 0]) => y)) }));
  const wetAt = (latitude: number): ((longitude: number) => boolean) => {
    const land = landAlong(bounded.flatMap(({ ring, south, north }) => (south <= latitude && latitude <= north ? [ring] : [])), latitude);
    return (longitude) => !land.some(([west, east]) => west < longitude && longitude <= east);
  };
  const nodes = { latitudes: createGrowingArray(Float64Array), longitudes: createGrowingArray(Float64Array) };
  const addNode = (latitude: number, longitude: number): number => {
    nodes.latitudes.push(latitude);
    nodes.longitudes.push(longitude);
    return nodes.latitudes.length() - 1;
  };

  // The node of a cell; of a cell in a strait none, but those of its parts.
  const nodeOf = new Int32Array(columns * rows).fill(-1);
  const partsOf: (Int32Array | undefined)[] = Array.from({ length: columns * rows }, () => undefined);
  for (let row = 0; row < rows; row += 1) {
    const isWet = wetAt(box.south + (row + 0.5) * cellDegrees);
    const straits: number[] = [];
    for (let column = 0; column < columns; column += 1) {
      const longitude = box.west + (column + 0.5) * cellDegrees;
      if (shores.shoresNear(row, column) > 1) straits.push(column);
      else if (isWet(longitude)) nodeOf[row * columns + column] = addNode(box.south + (row + 0.5) * cellDegrees, longitude);
    }
    for (let down = 0; straits.length > 0 && down < partsOfCell; down += 1) {
      const latitude = box.south + row * cellDegrees + (down + 0.5) * partDegrees;
      const isPartWet = wetAt(latitude);
      for (const column of straits) {
        const parts = (partsOf[row * columns + column] ??= new Int32Array(partsOfCell * partsOfCell).fill(-1));
        for (let across = 0; across < partsOfCell; across += 1) {
          const longitude = box.west + column * cellDegrees + (across + 0.5) * partDegrees;
          if (isPartWet(longitude)) parts[down * partsOfCell + across] = addNode(latitude, longitude);
        }
      }
    }
  }

  const latitudes = nodes.latitudes.finish();
  const longitudes = nodes.longitudes.finish();
  const at = (node: number): Coordinates => ({ latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
  // Each point has four ways to half of its neighbours, each strait's cell those of its parts at the edge, and each way leads back.
  const mostWays = 2 * (neighbours.length * latitudes.length + around.reduce((sum, { facing }) => sum + facing.length, 0) * partsOf.filter(Boolean).length);
  const ways = { from: new Uint32Array(mostWays), to: new Uint32Array(mostWays), timeMs: new Float64Array(mostWays), lengthM: new Float64Array(mostWays) };
  let count = 0;
  const addWay = (from: number, to: number, lengthM: number): void => {
    ways.from[count] = from;
    ways.to[count] = to;
    ways.timeMs[count] = (lengthM * 3600) / gridSpeedKmh;
    ways.lengthM[count] = lengthM;
    count += 1;
  };
  const join = (from: number, to: number, isNearShore: boolean): void => {
    if (from < 0 || to < 0) return;
    const here = at(from);
    const there = at(to);
    if (isNearShore && shores.meets(here, there)) return;
    const lengthM = distanceM(here, there);
    addWay(from, to, lengthM);
    addWay(to, from, lengthM);
  };
  /** The node of a part by its place among the parts of the whole grid; -1 outside of straits. */
  const partAt = (down: number, across: number): number => {
    if (across < 0 || across >= columns * partsOfCell) return -1;
    const parts = partsOf[Math.floor(down / partsOfCell) * columns + Math.floor(across / partsOfCell)];
    return parts?.[(down % partsOfCell) * partsOfCell + (across % partsOfCell)] ?? -1;
  };
  const cellAt = (row: number, column: number): number => (column < 0 || column >= columns || row < 0 || row >= rows ? -1 : row * columns + column);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const node = nodeOf[row * columns + column] ?? -1;
      if (node < 0) continue;
      const isNearShore = shores.shoresNear(row, column) > 0;
      for (const [down, across] of neighbours) join(node, nodeOf[cellAt(row + down, column + across)] ?? -1, isNearShore);
      for (const { down, across, facing } of around) {
        const parts = partsOf[cellAt(row + down, column + across)];
        if (parts) for (const part of facing) join(node, parts[part] ?? -1, true);
      }
    }
  }
  partsOf.forEach((parts, cell) => {
    if (!parts) return;
    const [top, left] = [Math.floor(cell / columns) * partsOfCell, (cell % columns) * partsOfCell];
    parts.forEach((node, part) => {
      const [down, across] = [top + Math.floor(part / partsOfCell), left + (part % partsOfCell)];
      for (const [further, beside] of neighbours) join(node, partAt(down + further, across + beside), true);
    });
  });
  const found = <Facts extends Uint32Array | Float64Array>(facts: Facts): Facts => facts.subarray(0, count) as Facts;
  const roads = { from: found(ways.from), to: found(ways.to), timeMs: found(ways.timeMs), lengthM: found(ways.lengthM), name: new Uint32Array(count) };
  const network = createRoadNetwork({ latitudes, longitudes, roads, names: [''], isSkeleton: false });
  const isSea = largestWater(network);

  const waterNear = (point: Coordinates): { node: number; awayM: number } | null => {
    const [row, column] = [Math.floor((point.latitude - box.south) / cellDegrees), Math.floor((point.longitude - box.west) / cellDegrees)];
    const near: { node: number; awayM: number }[] = [];
    for (let down = -3; down <= 3; down += 1) {
      for (let across = -3; across <= 3; across += 1) {
        if (row + down < 0 || column + across < 0 || column + across >= columns) continue;
        const cell = (row + down) * columns + column + across;
        for (const node of partsOf[cell] ?? [nodeOf[cell] ?? -1]) {
          const awayM = node < 0 || !isSea[node] ? Infinity : distanceM(point, at(node));
          if (awayM <= furthestWaterM) near.push({ node, awayM });
        }
      }
    }
    near.sort((left, right) => left.awayM - right.awayM || left.node - right.node);
    return near.find(({ node, awayM }) => awayM <= shoreErrorM || !shores.meets(towards(point, at(node), shoreErrorM / awayM), at(node))) ?? null;
  };
  return { network, waterNear };
}

/** The parts of a cell that lie beside its neighbour, which it has this many rows up and columns to the east of. */
function partsFacing(down: number, across: number): readonly number[] {
  const along = (step: number): readonly number[] => (step > 0 ? [0] : step < 0 ? [partsOfCell - 1] : Array.from({ length: partsOfCell }, (_, part) => part));
  return along(down).flatMap((row) => along(across).map((column) => row * partsOfCell + column));
}

/** 1 for each node of the largest water that hangs together. */
function largestWater({ firstOut, heads, latitudes }: RoadNetwork): Uint8Array {
  const waterOf = new Int32Array(latitudes.length).fill(-1);
  const sizes: number[] = [];
  for (let start = 0; start < waterOf.length; start += 1) {
    if ((waterOf[start] as number) >= 0) continue;
    const water = sizes.length;
    const open = [start];
    waterOf[start] = water;
    let size = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      size += 1;
      for (let edge = firstOut[node] as number; edge < (firstOut[node + 1] as number); edge += 1) {
        const next = heads[edge] as number;
        if ((waterOf[next] as number) >= 0) continue;
        waterOf[next] = water;
        open.push(next);
      }
    }
    sizes.push(size);
  }
  const largest = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0));
  return Uint8Array.from(waterOf, (water) => Number(water === largest));
}

function towards(from: Coordinates, to: Coordinates, share: number): Coordinates {
  return { latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share };
}
