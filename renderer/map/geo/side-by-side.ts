export type Standing = { readonly id: string; readonly longitude: number; readonly latitude: number };

/** About 33 m: closer than that, icons cover each other at every scale. */
const cellDeg = 0.0003;
const stepPx = 30;
const rowLength = 4;
const lastRow = 3;

/** Far enough that the corners around either, when chosen, stay apart. */
const firstStepPx = 46;

/**
 * Pixels by which things at one and the same place are moved apart, so that none hides another: in rows of four, in the
 * order of their ids, beneath the true point, or to its right where `taken` says that something else stands on it. Things
 * that stand alone are left out.
 */
export function sideBySide(
  things: readonly Standing[],
  taken: readonly Omit<Standing, 'id'>[],
): ReadonlyMap<string, readonly [x: number, y: number]> {
  const takenCells = new Set(taken.map(cellOf));
  // Nearly all things stand alone: a list is made only for the second one of a cell.
  const alone = new Map<number, string>();
  const cells = new Map<number, string[]>();
  for (const thing of things) {
    const cell = cellOf(thing);
    const first = alone.get(cell);
    if (first === undefined) {
      alone.set(cell, thing.id);
      if (takenCells.has(cell)) cells.set(cell, [thing.id]);
      continue;
    }
    const ids = cells.get(cell);
    if (ids) ids.push(thing.id);
    else cells.set(cell, [first, thing.id]);
  }
  const offsets = new Map<string, readonly [number, number]>();
  for (const [cell, ids] of cells) {
    const isTaken = takenCells.has(cell);
    const startPx = isTaken ? firstStepPx : (-(Math.min(ids.length, rowLength) - 1) / 2) * stepPx;
    ids
      .toSorted()
      .forEach((id, index) => offsets.set(id, [startPx + (index % rowLength) * stepPx, Math.min(lastRow, Math.floor(index / rowLength)) * stepPx]));
  }
  return offsets;
}

/** Every offset `sideBySide` can answer. */
export const possibleOffsetsPx: readonly (readonly [x: number, y: number])[] = Array.from({ length: lastRow + 1 }, (_, row) => {
  const columns = Array.from({ length: rowLength }, (__, column) => column);
  const rowsOf = (startPx: number): readonly number[] => columns.map((column) => startPx + column * stepPx);
  const centred = columns.flatMap((column) => rowsOf((-column / 2) * stepPx));
  return [...new Set([...centred, ...rowsOf(firstStepPx)])].map((x) => [x, row * stepPx] as const);
}).flat();

/** One number per cell: there are 1.2 million of them around the earth. */
function cellOf({ longitude, latitude }: Omit<Standing, 'id'>): number {
  return Math.round(longitude / cellDeg) * 2_097_152 + Math.round(latitude / cellDeg);
}
