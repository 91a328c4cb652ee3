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
  const cells = new Map<string, string[]>();
  for (const thing of things) {
    const { id } = thing;
    const cell = cellOf(thing);
    const ids = cells.get(cell);
    if (ids) ids.push(id);
    else cells.set(cell, [id]);
  }
  const offsets = new Map<string, readonly [number, number]>();
  for (const [cell, ids] of cells) {
    const isTaken = takenCells.has(cell);
    if (ids.length < 2 && !isTaken) continue;
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

function cellOf({ longitude, latitude }: Omit<Standing, 'id'>): string {
  return `${Math.round(longitude / cellDeg)} ${Math.round(latitude / cellDeg)}`;
}
