import { distanceM, metresPerDegree } from '../places/distance.ts';
import type { Coordinates } from '../places/place.ts';
import type { RoadNetwork } from './road-network.ts';

export type Ground = {
  readonly islandAt: (latitude: number, longitude: number) => { readonly id: string } | null;
  /** Whether the straight line between two points of one island goes over water. */
  readonly crossesWater: (islandId: string, from: Coordinates, to: Coordinates) => boolean;
};

export type NodeIndex = {
  nearest(point: Coordinates, furthestM: number, limit: number): readonly { readonly node: number; readonly awayM: number }[];
  /** Every node that is no further away. */
  within(point: Coordinates, radiusM: number): readonly number[];
  islandOf(node: number): string | null;
  /** Makes ready to ask for the largest finite cost of the nodes around points. */
  largestAround(costsMs: Float64Array): LargestAround;
};

/** The largest cost among the nodes within a circle, of one island where one is named; -1 where nothing within leads anywhere. */
export type LargestAround = (middle: Coordinates, radiusM: number, islandId: string | null) => number;

/** Cells of the index, in degrees: about 1.1 km, and a third of it where there are so many nodes that a lane has several in a cell. */
const [wideCellDegrees, narrowCellDegrees] = [0.01, 0.003];
const manyNodes = 20_000;
/** So that one stray node far away does not make the index larger than the roads. */
const mostCells = 4_000_000;
const noIsland = 0xffff;
const mixedIslands = 0xfffe;

/** The nodes of a network by where they lie, without the copies that banned turns need. */
export function createNodeIndex(network: Pick<RoadNetwork, 'latitudes' | 'longitudes' | 'firstCopy' | 'islands'>, ground: Ground): NodeIndex {
  const latitudes = network.latitudes.subarray(0, network.firstCopy);
  const longitudes = network.longitudes.subarray(0, network.firstCopy);
  const [south, north] = [latitudes.reduce((least, each) => Math.min(least, each), 90), latitudes.reduce((most, each) => Math.max(most, each), -90)];
  const [west, east] = [longitudes.reduce((least, each) => Math.min(least, each), 180), longitudes.reduce((most, each) => Math.max(most, each), -180)];
  let cellDegrees = latitudes.length > manyNodes ? narrowCellDegrees : wideCellDegrees;
  const across = (span: number): number => Math.max(1, Math.floor(span / cellDegrees) + 1);
  while (across(east - west) * across(north - south) > mostCells) cellDegrees *= 2;
  const [columns, rows] = [across(east - west), across(north - south)];
  const rowOf = (latitude: number): number => Math.floor((latitude - south) / cellDegrees);
  const columnOf = (longitude: number): number => Math.floor((longitude - west) / cellDegrees);
  const { first, inCell } = sortIntoCells(latitudes.length, columns * rows, (node) => rowOf(latitudes[node] ?? 0) * columns + columnOf(longitudes[node] ?? 0));
  const at = (node: number): Coordinates => ({ latitude: latitudes[node] as number, longitude: longitudes[node] as number });
  const cellM = (latitude: number): number => metresPerDegree * cellDegrees * Math.max(0.01, Math.cos((latitude * Math.PI) / 180));

  const islands = network.islands ?? namedByGround(latitudes, longitudes, ground);
  const islandOfCell = new Uint16Array(columns * rows).fill(noIsland);
  for (let cell = 0; cell < islandOfCell.length; cell += 1) {
    for (let place = first[cell] as number; place < (first[cell + 1] as number); place += 1) {
      const island = islands.ofNode[inCell[place] as number] as number;
      islandOfCell[cell] = place === first[cell] || islandOfCell[cell] === island ? island : mixedIslands;
    }
  }
  const placeOfIsland = new Map(islands.ids.map((id, place) => [id, place]));

  // The box of each island's nodes, and behind them that of all nodes: a circle around the whole of it needs no look at cells.
  const boxes = Array.from({ length: islands.ids.length + 1 }, () => [90, 180, -90, -180] as [south: number, west: number, north: number, east: number]);
  const all = islands.ids.length;
  for (let node = 0; node < latitudes.length; node += 1) {
    for (const box of [boxes[islands.ofNode[node] as number], boxes[all]]) {
      if (!box) continue;
      box[0] = Math.min(box[0], latitudes[node] as number);
      box[1] = Math.min(box[1], longitudes[node] as number);
      box[2] = Math.max(box[2], latitudes[node] as number);
      box[3] = Math.max(box[3], longitudes[node] as number);
    }
  }
  const holdsAll = (middle: Coordinates, radiusM: number, island: number): boolean => {
    const [bottom, left, top, right] = boxes[island] ?? [0, 0, 0, 0];
    const highM = Math.max(Math.abs(bottom - middle.latitude), Math.abs(top - middle.latitude)) * metresPerDegree;
    const wideM = Math.max(Math.abs(left - middle.longitude), Math.abs(right - middle.longitude)) * metresPerDegree;
    return highM * highM + wideM * wideM <= radiusM * radiusM;
  };

  /** Calls with every cell that may hold nodes within a circle, and whether all of it lies within. */
  const eachCell = (middle: Coordinates, radiusM: number, visit: (cell: number, isWhole: boolean) => void): void => {
    const high = radiusM / metresPerDegree;
    const wide = (radiusM * cellDegrees) / cellM(Math.abs(middle.latitude) + high);
    const [left, right] = [Math.max(0, columnOf(middle.longitude - wide)), Math.min(columns - 1, columnOf(middle.longitude + wide))];
    for (let row = Math.max(0, rowOf(middle.latitude - high)); row <= Math.min(rows - 1, rowOf(middle.latitude + high)); row += 1) {
      const bottom = south + row * cellDegrees;
      // By the widest degrees between here and there, which no way over the globe is longer than.
      const eastM = cellM(Math.min(Math.abs(middle.latitude), Math.abs(bottom), Math.abs(bottom + cellDegrees))) / cellDegrees;
      const farNorthM = Math.max(Math.abs(bottom - middle.latitude), Math.abs(bottom + cellDegrees - middle.latitude)) * metresPerDegree;
      for (let column = left; column <= right; column += 1) {
        const cell = row * columns + column;
        if (first[cell] === first[cell + 1]) continue;
        const side = west + column * cellDegrees;
        const farEastM = Math.max(Math.abs(side - middle.longitude), Math.abs(side + cellDegrees - middle.longitude)) * eastM;
        visit(cell, farNorthM * farNorthM + farEastM * farEastM <= radiusM * radiusM);
      }
    }
  };

  return {
    islandOf: (node) => islands.ids[islands.ofNode[node] ?? noIsland] ?? null,
    within(point, radiusM) {
      const found: number[] = [];
      eachCell(point, radiusM, (cell) => {
        for (let place = first[cell] as number; place < (first[cell + 1] as number); place += 1) {
          const node = inCell[place] as number;
          if (distanceM(point, at(node)) <= radiusM) found.push(node);
        }
      });
      return found;
    },
    nearest(point, furthestM, limit) {
      const [row, column] = [rowOf(point.latitude), columnOf(point.longitude)];
      const found: { node: number; awayM: number }[] = [];
      const ringM = cellM(point.latitude);
      const rings = Math.ceil(furthestM / ringM) + 1;
      for (let ring = 0; ring <= rings; ring += 1) {
        // Whatever lies in a ring further out is at least this far away.
        const certainM = (ring - 1) * ringM;
        if (found.length >= limit && found.filter(({ awayM }) => awayM <= certainM).length >= limit) break;
        for (let down = Math.max(-ring, -row); down <= Math.min(ring, rows - 1 - row); down += 1) {
          const step = Math.abs(down) === ring ? 1 : 2 * ring;
          for (let over = -ring; over <= ring; over += Math.max(1, step)) {
            if (column + over < 0 || column + over >= columns) continue;
            const cell = (row + down) * columns + column + over;
            for (let place = first[cell] as number; place < (first[cell + 1] as number); place += 1) {
              const node = inCell[place] as number;
              const awayM = distanceM(point, at(node));
              if (awayM <= furthestM) found.push({ node, awayM });
            }
          }
        }
      }
      return found.sort((one, other) => one.awayM - other.awayM || one.node - other.node).slice(0, limit);
    },
    largestAround(costsMs) {
      const largestOfCell = new Float64Array(columns * rows).fill(-1);
      const largestOf = new Float64Array(all + 1).fill(-1);
      for (let cell = 0; cell < largestOfCell.length; cell += 1) {
        for (let place = first[cell] as number; place < (first[cell + 1] as number); place += 1) {
          const node = inCell[place] as number;
          const costMs = costsMs[node] as number;
          if (costMs === Infinity) continue;
          const island = islands.ofNode[node] as number;
          if (costMs > (largestOfCell[cell] as number)) largestOfCell[cell] = costMs;
          if (costMs > (largestOf[all] as number)) largestOf[all] = costMs;
          if (island < all && costMs > (largestOf[island] as number)) largestOf[island] = costMs;
        }
      }
      return (middle, radiusM, islandId) => {
        const island = islandId === null ? null : (placeOfIsland.get(islandId) ?? -1);
        const whole = island ?? all;
        if (whole >= 0 && holdsAll(middle, radiusM, whole)) return largestOf[whole] as number;
        let largest = -1;
        // What lies wholly within first: of the cells on the edge only those are gone through that may hold more.
        const edge: number[] = [];
        eachCell(middle, radiusM, (cell, isWhole) => {
          const most = largestOfCell[cell] as number;
          const ofCell = islandOfCell[cell] as number;
          if (most <= largest || (island !== null && ofCell !== mixedIslands && ofCell !== island)) return;
          if (isWhole && (island === null || ofCell !== mixedIslands)) largest = most;
          else edge.push(cell);
        });
        for (const cell of edge) {
          if ((largestOfCell[cell] as number) <= largest) continue;
          for (let place = first[cell] as number; place < (first[cell + 1] as number); place += 1) {
            const node = inCell[place] as number;
            const costMs = costsMs[node] as number;
            if (costMs === Infinity || costMs <= largest || (island !== null && islands.ofNode[node] !== island)) continue;
            if (distanceM(middle, at(node)) <= radiusM) largest = costMs;
          }
        }
        return largest;
      };
    },
  };
}

function sortIntoCells(nodes: number, cells: number, cellOf: (node: number) => number): { first: Uint32Array; inCell: Uint32Array } {
  const first = new Uint32Array(cells + 1);
  for (let node = 0; node < nodes; node += 1) first[cellOf(node) + 1] = (first[cellOf(node) + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell += 1) first[cell + 1] = (first[cell + 1] as number) + (first[cell] as number);
  const next = first.slice();
  const inCell = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    const cell = cellOf(node);
    inCell[next[cell] as number] = node;
    next[cell] = (next[cell] as number) + 1;
  }
  return { first, inCell };
}

/** Which island each node lies on, by the shores. */
function namedByGround(latitudes: Float64Array, longitudes: Float64Array, ground: Ground): NonNullable<RoadNetwork['islands']> {
  const ids: string[] = [];
  const places = new Map<string, number>();
  const ofNode = Uint16Array.from(latitudes, (latitude, node) => {
    const id = ground.islandAt(latitude, longitudes[node] ?? 0)?.id;
    if (id === undefined) return noIsland;
    const place = places.get(id) ?? ids.push(id) - 1;
    places.set(id, place);
    return place;
  });
  return { ids, ofNode };
}
