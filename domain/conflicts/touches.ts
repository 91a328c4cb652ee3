import type { Conflict } from './conflict.ts';

/** Whether somebody at this station decided one of the sides, and so must be told at once. */
export function touchesStation(conflict: Conflict, station: string): boolean {
  return conflict.sides.some((side) => side.station === station);
}
