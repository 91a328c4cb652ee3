/** In device-independent pixels on the desktop that all displays share. */
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type Display = {
  readonly id: number;
  readonly bounds: Rectangle;
  /** The part of `bounds` that no task bar covers. */
  readonly workArea: Rectangle;
};

/** Where a person last put a window, and the display it was on then. */
export type WindowPlace = { readonly bounds: Rectangle; readonly display: Display; readonly isMaximized: boolean };

export const smallestWindow = { width: 960, height: 600 };

/**
 * Where a window opens: its remembered place when the display is still there (by its id, or by its position, since ids
 * change with cables), otherwise the same corner offset on the first display, which is the primary one. The first time it
 * fills the primary display: a seat runs nothing else. Always whole on the screen, unless that is smaller than the
 * smallest window.
 */
export function placeWindow(remembered: WindowPlace | null, displays: readonly Display[]): Rectangle {
  const primary = displays[0];
  if (primary === undefined) return remembered?.bounds ?? { x: 0, y: 0, ...smallestWindow };
  if (remembered === null) return within(primary.workArea, primary.workArea);
  const was = remembered.display;
  const display =
    displays.find(({ id, bounds }) => id === was.id && isSamePlace(bounds, was.bounds)) ??
    displays.find(({ bounds }) => isSamePlace(bounds, was.bounds)) ??
    displays.find(({ id }) => id === was.id) ??
    primary;
  const { bounds } = remembered;
  const moved = { ...bounds, x: bounds.x - was.workArea.x + display.workArea.x, y: bounds.y - was.workArea.y + display.workArea.y };
  return within(moved, display.workArea);
}

/**
 * Where a window that stands beside another one opens: as `placeWindow`; the first time it fills a display the other one is not on, and where there is
 * none, the right half of the first.
 */
export function placeBeside(remembered: WindowPlace | null, other: Rectangle, displays: readonly Display[]): Rectangle {
  const free = displays.find(({ bounds }) => !isWithin(middleOf(other), bounds));
  const [primary] = displays;
  if (remembered !== null || primary === undefined) return placeWindow(remembered, displays);
  if (free !== undefined) return within(free.workArea, free.workArea);
  const { workArea } = primary;
  const width = Math.round(workArea.width / 2);
  return within({ ...workArea, x: workArea.x + workArea.width - width, width }, workArea);
}

function middleOf({ x, y, width, height }: Rectangle): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function isWithin(point: { readonly x: number; readonly y: number }, { x, y, width, height }: Rectangle): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}

function within(wanted: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(Math.min(wanted.width, area.width), smallestWindow.width);
  const height = Math.max(Math.min(wanted.height, area.height), smallestWindow.height);
  return {
    x: Math.max(area.x, Math.min(wanted.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(wanted.y, area.y + area.height - height)),
    width,
    height,
  };
}

export function isSamePlace(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
