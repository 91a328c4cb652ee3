import { distanceM } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import { addRoad, createRoadNetwork, noRoads, type RoadNetwork } from './road-network.ts';
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
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const at = (node: number): Coordinates => ({ latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
  const addNode = (latitude: number, longitude: number): number => {
    latitudes.push(latitude);
    longitudes.push(longitude);
    return latitudes.length - 1;
  };

  // The node of a cell; of a cell in a strait none, but those of its parts.
  const nodeOf = new Int32Array(columns * rows).fill(-1);
  const partsOf = new Map<number, Int32Array>();
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
        const parts = partsOf.get(row * columns + column) ?? new Int32Array(partsOfCell * partsOfCell).fill(-1);
        partsOf.set(row * columns + column, parts);
        for (let across = 0; across < partsOfCell; across += 1) {
          const longitude = box.west + column * cellDegrees + (across + 0.5) * partDegrees;
          if (isPartWet(longitude)) parts[down * partsOfCell + across] = addNode(latitude, longitude);
        }
      }
    }
  }

  const roads = noRoads();
  const join = (from: number, to: number, isNearShore: boolean): void => {
    if (from < 0 || to < 0 || (isNearShore && shores.meets(at(from), at(to)))) return;
    const lengthM = distanceM(at(from), at(to));
    addRoad(roads, from, to, (lengthM * 3600) / gridSpeedKmh, lengthM, 0);
  };
  /** The node of a part by its place among the parts of the whole grid; -1 outside of straits. */
  const partAt = (down: number, across: number): number => {
    const parts = partsOf.get(Math.floor(down / partsOfCell) * columns + Math.floor(across / partsOfCell));
    return parts?.[(down % partsOfCell) * partsOfCell + (across % partsOfCell)] ?? -1;
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const node = nodeOf[row * columns + column] ?? -1;
      if (node < 0) continue;
      const isNearShore = shores.shoresNear(row, column) > 0;
      for (const [down, across] of neighbours) {
        if (column + across >= 0 && column + across < columns && row + down < rows) join(node, nodeOf[(row + down) * columns + column + across] ?? -1, isNearShore);
      }
      for (let around = 0; around < 9; around += 1) {
        const [down, across] = [Math.floor(around / 3) - 1, (around % 3) - 1];
        const parts = column + across < 0 || column + across >= columns ? undefined : partsOf.get((row + down) * columns + column + across);
        for (const part of parts ? partsFacing(down, across) : []) join(node, parts?.[part] ?? -1, true);
      }
    }
  }
  for (const cell of partsOf.keys()) {
    const [top, left] = [Math.floor(cell / columns) * partsOfCell, (cell % columns) * partsOfCell];
    for (let part = 0; part < partsOfCell * partsOfCell; part += 1) {
      const [down, across] = [top + Math.floor(part / partsOfCell), left + (part % partsOfCell)];
      for (const [further, beside] of neighbours) if (across + beside >= 0 && across + beside < columns * partsOfCell) join(partAt(down, across), partAt(down + further, across + beside), true);
    }
  }
  const network = createRoadNetwork({ latitudes, longitudes, roads, names: [''], isSkeleton: false });
  const isSea = largestWater(network);

  const waterNear = (point: Coordinates): { node: number; awayM: number } | null => {
    const [row, column] = [Math.floor((point.latitude - box.south) / cellDegrees), Math.floor((point.longitude - box.west) / cellDegrees)];
    const near: { node: number; awayM: number }[] = [];
    for (let down = -3; down <= 3; down += 1) {
      for (let across = -3; across <= 3; across += 1) {
        if (row + down < 0 || column + across < 0 || column + across >= columns) continue;
        const cell = (row + down) * columns + column + across;
        for (const node of partsOf.get(cell) ?? [nodeOf[cell] ?? -1]) {
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
