import type { Coordinates } from '../places/place.ts';

/** Shores, longitude before latitude, closed or not. */
export type Rings = readonly (readonly (readonly number[])[])[];

type Piece = readonly [x1: number, y1: number, x2: number, y2: number];

export type ShorePieces = {
  /** How many different shores come into the cells around one, up to two. */
  readonly shoresNear: (row: number, column: number) => number;
  /** Whether the straight way between two points meets a shore. */
  readonly meets: (from: Coordinates, to: Coordinates) => boolean;
};

/** The pieces of shore by the cell they lie in. */
export function sortShores(rings: Rings, box: { readonly west: number; readonly south: number }, cellDegrees: number, columns: number): ShorePieces {
  const width = columns + 2;
  const cells = new Map<number, Piece[]>();
  /** By cell: the one shore that comes near it, or `several`. */
  const several = -1;
  const near = new Map<number, number>();
  const eachCell = ([x1, y1, x2, y2]: Piece, visit: (cell: number) => boolean): boolean => {
    const column = (x: number): number => Math.floor((x - box.west) / cellDegrees);
    const row = (y: number): number => Math.floor((y - box.south) / cellDegrees);
    for (let down = row(Math.min(y1, y2)); down <= row(Math.max(y1, y2)); down += 1) {
      for (let across = column(Math.min(x1, x2)); across <= column(Math.max(x1, x2)); across += 1) if (visit(down * width + across)) return true;
    }
    return false;
  };
  rings.forEach((ring, shore) => {
    let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
    for (const [x2 = 0, y2 = 0] of ring) {
      const piece: Piece = [x1, y1, x2, y2];
      eachCell(piece, (cell) => {
        const list = cells.get(cell);
        if (list) list.push(piece);
        else cells.set(cell, [piece]);
        for (let around = 0; around < 9; around += 1) {
          const beside = cell + (Math.floor(around / 3) - 1) * width + (around % 3) - 1;
          const known = near.get(beside);
          if (known !== shore) near.set(beside, known === undefined ? shore : several);
        }
        return false;
      });
      [x1, y1] = [x2, y2];
    }
  });
  return {
    shoresNear(row, column) {
      const shore = near.get(row * width + column);
      return shore === undefined ? 0 : shore === several ? 2 : 1;
    },
    meets(from, to) {
      const way: Piece = [from.longitude, from.latitude, to.longitude, to.latitude];
      return eachCell(way, (cell) => cells.get(cell)?.some((piece) => crosses(way, piece)) === true);
    },
  };
}

function crosses([ax, ay, bx, by]: Piece, [cx, cy, dx, dy]: Piece): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) && side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by);
}

/** Stretches of a parallel that lie on land, from west to east in pairs; those of two shores may overlap. */
export function landAlong(rings: Rings, latitude: number): readonly (readonly [west: number, east: number])[] {
  return rings.flatMap((ring) => {
    const crossings: number[] = [];
    let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
    for (const [x2 = 0, y2 = 0] of ring) {
      if (y1 > latitude !== y2 > latitude) crossings.push(((x1 - x2) * (latitude - y2)) / (y1 - y2) + x2);
      [x1, y1] = [x2, y2];
    }
    crossings.sort((one, other) => one - other);
    return Array.from({ length: crossings.length >> 1 }, (_, pair) => [crossings[2 * pair] ?? 0, crossings[2 * pair + 1] ?? 0] as const);
  });
}
