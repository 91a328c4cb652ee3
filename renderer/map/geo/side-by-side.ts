export type Standing = { readonly id: string; readonly longitude: number; readonly latitude: number };

/** About 33 m: closer than that, icons cover each other at every scale. */
const cellDeg = 0.0003;
const stepPx = 30;

/**
 * Pixels by which things at one and the same place are moved apart, so that none hides another: in a row, in the order
 * of their ids, around the true point. Things that stand alone are left out.
 */
export function sideBySide(things: readonly Standing[]): ReadonlyMap<string, readonly [x: number, y: number]> {
  const cells = new Map<string, string[]>();
  for (const { id, longitude, latitude } of things) {
    const cell = `${Math.round(longitude / cellDeg)} ${Math.round(latitude / cellDeg)}`;
    const ids = cells.get(cell);
    if (ids) ids.push(id);
    else cells.set(cell, [id]);
  }
  const offsets = new Map<string, readonly [number, number]>();
  for (const ids of cells.values()) {
    if (ids.length < 2) continue;
    ids.sort();
    ids.forEach((id, index) => offsets.set(id, [(index - (ids.length - 1) / 2) * stepPx, 0]));
  }
  return offsets;
}
