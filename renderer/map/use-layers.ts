import { useEffect, useRef } from 'react';
import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, GeoJSONSource, SourceSpecification } from 'maplibre-gl';
import { latestOnly } from './latest-only.ts';
import { looksSame } from './looks-same.ts';
import { useLiveMap, type LiveMap } from './map-context.ts';

type LayerOf<Layer> = Layer extends { source: unknown } ? Omit<Layer, 'source'> : never;
/** A layer as the style specification has it, without its source; its id is unique within its component. */
export type DataLayer = LayerOf<AddLayerObject>;

/**
 * Puts one source and its layers on the map for as long as the component is there. New `data` replace the old with at
 * most one change on its way, as soon as they look any different at the scale the map has; new `layers` (a change of
 * theme) draw the source anew. Keep both stable between changes.
 */
export function useGeoJsonLayers(name: string, data: FeatureCollection, layers: readonly DataLayer[]): void {
  const live = useLiveMap();
  const newest = useRef(data);
  const offer = useRef<(() => void) | null>(null);

  useEffect(() => {
    const { map } = live;
    let shown = newest.current;
    const takeOff = putOn(live, name, { type: 'geojson', data: shown }, layers);
    const feed = latestOnly<FeatureCollection>(
      async (value) => live.map.getSource<GeoJSONSource>(sourceIdOf(live, name))?.setData(value),
      (error) => reportError(error),
    );
    const offerIfSeen = (): void => {
      if (shown === newest.current || looksSame(shown, newest.current, pixelsPerDegree(map.getZoom()))) return;
      shown = newest.current;
      feed.offer(shown);
    };
    offer.current = offerIfSeen;
    // Closer up, what was too little to be seen may be seen.
    map.on('moveend', offerIfSeen);
    return () => {
      feed.stop();
      offer.current = null;
      map.off('moveend', offerIfSeen);
      takeOff();
    };
  }, [live, name, layers]);

  useEffect(() => {
    newest.current = data;
    offer.current?.();
  }, [data]);
}

/** MapLibre shows the whole turn of the earth on 512 pixels at zoom 0. */
function pixelsPerDegree(zoom: number): number {
  return (512 * 2 ** zoom) / 360;
}

/** The same for a source of tiles that never changes under its address. */
export function useTileLayers(name: string, address: string, layers: readonly DataLayer[]): void {
  const live = useLiveMap();
  useEffect(() => putOn(live, name, { type: 'vector', url: address }, layers), [live, name, address, layers]);
}

function putOn(live: LiveMap, name: string, source: SourceSpecification, layers: readonly DataLayer[]): () => void {
  const { map } = live;
  const sourceId = sourceIdOf(live, name);
  map.addSource(sourceId, source);
  for (const layer of layers) {
    map.addLayer({ ...layer, id: layerIdOf(sourceId, layer.id), source: sourceId } as AddLayerObject);
  }
  return () => {
    if (live.isGone()) return;
    for (const layer of layers) map.removeLayer(layerIdOf(sourceId, layer.id));
    map.removeSource(sourceId);
  };
}

function sourceIdOf({ prefix }: LiveMap, name: string): string {
  return `${prefix}-${name}`;
}

export function layerIdOf(sourceId: string, layerId: string): string {
  return `${sourceId}-${layerId}`;
}
