import { createContext, useContext } from 'react';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** A map that is ready to be drawn on, until it is removed or its context is lost. */
export type LiveMap = {
  readonly map: MapLibreMap;
  /** Stands before every source and layer id, so that two maps in one window never mix. */
  readonly prefix: string;
  /** There is no graphics card: every picture of the map costs the processor dearly. */
  readonly isDrawnByProcessor: boolean;
  /** True once the map no longer exists; then there is nothing to take off it. */
  isGone(): boolean;
};

export const MapContext = createContext<LiveMap | null>(null);

/** The map a layer belongs to. */
export function useLiveMap(): LiveMap {
  const live = useContext(MapContext);
  if (!live) throw new Error('a map layer is used outside MapView');
  return live;
}
