import { distanceM } from '../places/distance.ts';
import { isInside } from '../places/islands.ts';
import type { Coordinates } from '../places/place.ts';
import { addRoad, createRoadNetwork, noRoads, type RoadNetwork } from './road-network.ts';

/** About 1.1 km. */
const cellDegrees = 0.01;
/** What a boat's speed is counted with; a traveller's own speed scales it. */
export const gridSpeedKmh = 30;
/** How far from a pier or a fix the water is looked for. */
const furthestWaterM = 3_000;
/** The shore may be drawn this far off: a boat at its pier often stands on drawn land. */
const shoreErrorM = 700;

export type SeaGrid = {
  readonly network: RoadNetwork;
  /** The nearest water that is reached from a point without going over land; -1 where there is none. */
  readonly waterNear: (point: Coordinates) => { readonly node: number; readonly awayM: number } | null;
};

type Rings = readonly (readonly (readonly number[])[])[];

/**
 * The sea as a grid of points in water, each joined to its eight neighbours wherever the straight way between them meets no shore. Ways are up to 8 %
 * longer than a boat's. `rings` are shores, longitude before latitude.
 */
export function createSeaGrid(rings: Rings, box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }): SeaGrid {
  const columns = Math.round((box.east - box.west) / cellDegrees);
  const rows = Math.round((box.north - box.south) / cellDegrees);
  const latitudeOf = (row: number): number => box.south + (row + 0.5) * cellDegrees;
  const longitudeOf = (column: number): number => box.west + (column + 0.5) * cellDegrees;
  const shores = shoreCells(rings, box, columns);
  const isLand = new Uint8Array(columns * rows);
  for (const ring of rings) {
    const [west, south] = [Math.min(...ring.map(([x = 0]) => x)), Math.min(...ring.map(([, y = 0]) => y))];
    const [east, north] = [Math.max(...ring.map(([x = 0]) => x)), Math.max(...ring.map(([, y = 0]) => y))];
    for (let row = Math.max(0, Math.floor((south - box.south) / cellDegrees)); row < rows && latitudeOf(row) <= north; row += 1) {
      for (let column = Math.max(0, Math.floor((west - box.west) / cellDegrees)); column < columns && longitudeOf(column) <= east; column += 1) {
        if (isInside(ring, latitudeOf(row), longitudeOf(column))) isLand[row * columns + column] = 1;
      }
    }
  }
  const nodeOf = new Int32Array(columns * rows).fill(-1);
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  isLand.forEach((land, cell) => {
    if (land) return;
    nodeOf[cell] = latitudes.length;
    latitudes.push(latitudeOf(Math.floor(cell / columns)));
    longitudes.push(longitudeOf(cell % columns));
  });
  const at = (node: number): Coordinates => ({ latitude: latitudes[node] ?? 0, longitude: longitudes[node] ?? 0 });
  const roads = noRoads();
  for (let row = 0; row < rows; row += 1) {
    const corner = { latitude: latitudeOf(row), longitude: box.west };
    const lengths = [0, 1, 2, 3].map((step) => distanceM(corner, { latitude: corner.latitude + (step & 1) * cellDegrees, longitude: corner.longitude + (step >> 1) * cellDegrees }));
    for (let column = 0; column < columns; column += 1) {
      const from = nodeOf[row * columns + column] ?? -1;
      if (from < 0) continue;
      for (const [down, across] of [[0, 1], [1, 0], [1, 1], [1, -1]] as const) {
        if (column + across < 0 || column + across >= columns || row + down >= rows) continue;
        const to = nodeOf[(row + down) * columns + column + across] ?? -1;
        if (to < 0 || (shores.near(row, column) && shores.meets(at(from), at(to)))) continue;
        const lengthM = lengths[down + 2 * Math.abs(across)] ?? 0;
        addRoad(roads, from, to, (lengthM * 3600) / gridSpeedKmh, lengthM, 0);
      }
    }
  }
  const network = createRoadNetwork({ latitudes, longitudes, roads, names: [''], isSkeleton: false });
  const waterNear = (point: Coordinates): { node: number; awayM: number } | null => {
    const row = Math.floor((point.latitude - box.south) / cellDegrees);
    const column = Math.floor((point.longitude - box.west) / cellDegrees);
    const near: { node: number; awayM: number }[] = [];
    for (let down = -3; down <= 3; down += 1) {
      for (let across = -3; across <= 3; across += 1) {
        const node = row + down < 0 || column + across < 0 || column + across >= columns ? -1 : (nodeOf[(row + down) * columns + column + across] ?? -1);
        const awayM = node < 0 ? Infinity : distanceM(point, at(node));
        if (awayM <= furthestWaterM && network.firstOut[node] !== network.firstOut[node + 1]) near.push({ node, awayM });
      }
    }
    near.sort((left, right) => left.awayM - right.awayM || left.node - right.node);
    return near.find(({ node, awayM }) => awayM <= shoreErrorM || !shores.meets(towards(point, at(node), shoreErrorM / awayM), at(node))) ?? null;
  };
  return { network, waterNear };
}

function towards(from: Coordinates, to: Coordinates, share: number): Coordinates {
  return { latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share };
}

/** The pieces of shore by the cell they lie in, to see quickly whether a short way meets one. */
function shoreCells(rings: Rings, box: { readonly west: number; readonly south: number }, columns: number): { near(row: number, column: number): boolean; meets(from: Coordinates, to: Coordinates): boolean } {
  type Piece = readonly [x1: number, y1: number, x2: number, y2: number];
  const cells = new Map<number, Piece[]>();
  const cellsOf = ([x1, y1, x2, y2]: Piece): number[] => {
    const found: number[] = [];
    const column = (x: number): number => Math.floor((x - box.west) / cellDegrees);
    const row = (y: number): number => Math.floor((y - box.south) / cellDegrees);
    for (let down = row(Math.min(y1, y2)); down <= row(Math.max(y1, y2)); down += 1) {
      for (let across = column(Math.min(x1, x2)); across <= column(Math.max(x1, x2)); across += 1) found.push(down * (columns + 2) + across);
    }
    return found;
  };
  for (const ring of rings) {
    ring.forEach(([x2 = 0, y2 = 0], index) => {
      const [x1 = 0, y1 = 0] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [];
      const piece: Piece = [x1, y1, x2, y2];
      for (const cell of cellsOf(piece)) {
        const list = cells.get(cell);
        if (list) list.push(piece);
        else cells.set(cell, [piece]);
      }
    });
  }
  const nearby = new Set([...cells.keys()].flatMap((cell) => [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => cell + down * (columns + 2) + across))));
  return {
    near: (row, column) => nearby.has(row * (columns + 2) + column),
    meets(from, to) {
      const way: Piece = [from.longitude, from.latitude, to.longitude, to.latitude];
      return cellsOf(way).some((cell) => cells.get(cell)?.some((piece) => crosses(way, piece)));
    },
  };
}

function crosses([ax, ay, bx, by]: readonly [number, number, number, number], [cx, cy, dx, dy]: readonly [number, number, number, number]): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) && side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by);
}
