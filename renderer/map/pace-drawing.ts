import type { Map as MapLibreMap } from 'maplibre-gl';

/** At most one picture in this time for what comes from outside: of vehicles at the scale of a map the eye misses nothing. */
const gapMs = 250;
/** Sources and their tiles answer one after another; so long the first waits for the others, or each would draw a picture of its own. */
const gatherMs = 40;

/**
 * Lets a map that the processor draws draw no more often than needed: what a hand moves at once, changed data together and at most four times
 * a second. Every picture is a large part of a slow processor's tenth of a second.
 */
export function paceDrawing(map: Pick<MapLibreMap, 'triggerRepaint' | 'isMoving' | 'on'>): void {
  const ask = map.triggerRepaint.bind(map);
  let drawnAtMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const drawNow = (): void => {
    stop();
    ask();
  };
  map.triggerRepaint = () => {
    if (map.isMoving()) drawNow();
    else timer ??= setTimeout(drawNow, Math.max(gatherMs, drawnAtMs + gapMs - performance.now()));
  };
  map.on('move', drawNow);
  map.on('resize', drawNow);
  map.on('render', () => {
    stop();
    drawnAtMs = performance.now();
  });
  map.on('remove', stop);
}
