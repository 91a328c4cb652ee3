import type { UnitLook } from './unit-look.ts';

export type Point = { readonly x: number; readonly y: number };

/** Half of the square in which a press means a unit, in pixels: an icon is 24 to 36 wide. */
const reachPx = 18;

/** The units under a press, the topmost first. `project` says where a place is on the canvas. */
export function unitsAt(
  looks: readonly UnitLook[],
  offsets: ReadonlyMap<string, readonly [x: number, y: number]>,
  project: (longitude: number, latitude: number) => Point,
  press: Point,
): readonly string[] {
  return looks
    .filter(({ unit, longitude, latitude }) => {
      const at = project(longitude, latitude);
      const [right, down] = offsets.get(unit.unitId) ?? [0, 0];
      return Math.abs(at.x + right - press.x) <= reachPx && Math.abs(at.y + down - press.y) <= reachPx;
    })
    .toReversed()
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ unit }) => unit.unitId);
}

export type ViewBox = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** More labels than this nobody reads, and each costs room-finding. */
export const mostLabels = 250;

/** The units of a view that get a label: those in it, what matters most first, and always the same ones of many equals. */
export function labelledUnits(looks: readonly UnitLook[], view: ViewBox): readonly UnitLook[] {
  const inView = looks.filter(({ longitude, latitude }) => longitude >= view.west && longitude <= view.east && latitude >= view.south && latitude <= view.north);
  if (inView.length <= mostLabels) return inView;
  return inView.toSorted((one, other) => other.rank - one.rank || one.unit.callSign.localeCompare(other.unit.callSign)).slice(0, mostLabels);
}
