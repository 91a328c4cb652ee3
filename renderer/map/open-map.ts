import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { isDrawnByProcessor } from './is-drawn-by-processor.ts';
import { mapFont } from './map-font.ts';
import { paceDrawing } from './pace-drawing.ts';
import { readTilesByRange } from './pack/pack-tiles.ts';
import type { Bounds } from './place-features.ts';

/** Where a map looks. */
export type MapPlace = { readonly center: readonly [longitude: number, latitude: number]; readonly zoom: number };

export type OpenMapOptions = {
  readonly container: HTMLElement;
  /** Where to look at first; `null` shows `overview`. */
  readonly place: MapPlace | null;
  readonly overview: Bounds;
  readonly title: string;
  readonly onReady: (map: MapLibreMap, isDrawnByProcessor: boolean) => void;
  readonly onUsePoint: (point: readonly [longitude: number, latitude: number]) => void;
  readonly onMoved: (place: MapPlace) => void;
  /** The graphics context is gone; the map cannot draw any more and should be closed. */
  readonly onLost: () => void;
  /** Something about the drawing failed; the map goes on. */
  readonly onFault: (error: Error) => void;
};

/** Room for the lines that lie over the map at its top. */
export const overviewPadding = { top: 32, right: 24, bottom: 16, left: 24 } as const;

/**
 * Opens an empty map of our own: its fonts are those of the page, its images are drawn here, its tiles come from this station. Throws MapLibre's
 * GPUInitializationError where there is no WebGL. Returns what closes it.
 */
export function openMap(options: OpenMapOptions): () => void {
  setWorkerUrl(workerUrl);
  readTilesByRange();
  const { container, place, overview } = options;
  const map = new MapLibreMap({
    container,
    // Without `glyphs` MapLibre draws labels from the fonts of the page.
    style: { version: 8, sources: {}, layers: [] },
    ...(place === null
      ? { bounds: [...overview], fitBoundsOptions: { padding: { ...overviewPadding } } }
      : { center: [place.center[0], place.center[1]], zoom: place.zoom }),
    locale: { 'Map.Title': options.title },
    minZoom: 4,
    maxZoom: 17,
    attributionControl: false,
    renderWorldCopies: false,
    // North is always up.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    boxZoom: false,
    doubleClickZoom: false,
    keyboard: false,
    reduceMotion: true,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  const isSlow = isDrawnByProcessor(map.getCanvas().getContext('webgl2'));
  if (isSlow) paceDrawing(map);
  let closed = false;

  map.on('error', (event) => options.onFault(asError(event.error)));
  map.on('webglcontextlost', () => {
    if (!closed) options.onLost();
  });
  map.on('contextmenu', ({ lngLat }) => options.onUsePoint([lngLat.lng, lngLat.lat]));
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    options.onMoved({ center: [lng, lat], zoom: map.getZoom() });
  });
  const stopFitting = place === null ? showOverviewOnceSized(map, container, overview) : () => undefined;
  void Promise.all([map.once('style.load'), document.fonts.load(`700 16px ${mapFont[0]}`)]).then(
    () => {
      if (!closed) options.onReady(map, isSlow);
    },
    (error: unknown) => options.onFault(asError(error)),
  );

  return () => {
    closed = true;
    stopFitting();
    map.remove();
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A map made while its panel had no size yet has fitted its view to nothing: it fits once more, never later. */
function showOverviewOnceSized(map: MapLibreMap, container: HTMLElement, overview: Bounds): () => void {
  if (container.clientWidth > 0 && container.clientHeight > 0) return () => undefined;
  const observer = new ResizeObserver(() => {
    if (container.clientWidth === 0 || container.clientHeight === 0) return;
    observer.disconnect();
    map.resize();
    map.fitBounds([...overview], { padding: { ...overviewPadding }, duration: 0 });
  });
  observer.observe(container);
  return () => observer.disconnect();
}
