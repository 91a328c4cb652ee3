import type { FeatureCollection } from 'geojson';

/** What moved by less than this is not seen to have moved. */
const seenPx = 1;

/** Whether both would give the same picture at this scale: the same words and colours, and no corner moved so far that it can be seen. */
export function looksSame(before: FeatureCollection, now: FeatureCollection, pixelsPerDegree: number): boolean {
  if (before.features.length !== now.features.length) return false;
  const unseenDeg = seenPx / pixelsPerDegree;
  return now.features.every(({ geometry, properties }, index) => {
    const shown = before.features[index];
    return isNear(shown?.geometry, geometry, unseenDeg) && isNear(shown?.properties, properties, 0);
  });
}

/** Deeply the same, numbers within `tolerance`. */
function isNear(left: unknown, right: unknown, tolerance: number): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left === 'number' && typeof right === 'number') return Math.abs(left - right) <= tolerance;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null || Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => isNear((left as never)[name], (right as never)[name], tolerance));
}
