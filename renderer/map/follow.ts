type Point = { readonly longitude: number; readonly latitude: number };

/** What following needs of MapLibre's map. */
export type FollowingMap = {
  jumpTo(view: { center: [longitude: number, latitude: number] }): unknown;
  project(point: [longitude: number, latitude: number]): { readonly x: number; readonly y: number };
  getContainer(): { readonly clientWidth: number; readonly clientHeight: number };
  on(type: 'dragstart' | 'moveend', listener: () => void): unknown;
  off(type: 'dragstart' | 'moveend', listener: () => void): unknown;
};

export type Following = {
  /** Where it is now: the view goes along. */
  to(point: Point): void;
  stop(): void;
};

/** Nearer than this to the middle, the view still follows. */
const tolerancePx = 3;

/**
 * Keeps a point in the middle of the view until a person moves the view elsewhere, which `onMovedAway` tells once; the scale stays free. A hand
 * that has taken hold of the map is not pulled back.
 */
export function follow(map: FollowingMap, onMovedAway: () => void): Following {
  let followed: Point | null = null;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    map.off('dragstart', end);
    map.off('moveend', onMoveEnd);
  };
  function end(): void {
    stop();
    onMovedAway();
  }
  function onMoveEnd(): void {
    if (!followed) return;
    const at = map.project([followed.longitude, followed.latitude]);
    const { clientWidth, clientHeight } = map.getContainer();
    if (Math.hypot(at.x - clientWidth / 2, at.y - clientHeight / 2) > tolerancePx) end();
  }
  map.on('dragstart', end);
  map.on('moveend', onMoveEnd);
  return {
    to(point) {
      if (isOver) return;
      followed = point;
      map.jumpTo({ center: [point.longitude, point.latitude] });
    },
    stop,
  };
}
