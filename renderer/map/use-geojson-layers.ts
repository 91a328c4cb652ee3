import { useEffect, useRef } from 'react';
import type { FeatureCollection } from 'geojson';
import type { AddLayerObject, GeoJSONSource } from 'maplibre-gl';
import { latestOnly } from './latest-only.ts';
import { useLiveMap } from './map-context.ts';

type LayerOf<Layer> = Layer extends { source: unknown } ? Omit<Layer, 'source'> : never;
/** A layer as the style specification has it, without its source; its id is unique within its component. */
export type DataLayer = LayerOf<AddLayerObject>;

/**
 * Puts one source and its layers on the map for as long as the component is there. New `data` replace the old with at
 * most one change on its way; new `layers` (a change of theme) draw the source anew. Keep both stable between changes.
 */
export function useGeoJsonLayers(name: string, data: FeatureCollection, layers: readonly DataLayer[]): void {
  const live = useLiveMap();
  const shown = useRef(data);
  const offer = useRef<((data: FeatureCollection) => void) | null>(null);

  useEffect(() => {
    const { map, prefix } = live;
    const sourceId = `${prefix}-${name}`;
    const layerIds = layers.map((layer) => layerIdOf(sourceId, layer.id));
    map.addSource(sourceId, { type: 'geojson', data: shown.current });
    for (const layer of layers) {
      map.addLayer({ ...layer, id: layerIdOf(sourceId, layer.id), source: sourceId } as AddLayerObject);
    }
    const feed = latestOnly<FeatureCollection>(
      async (value) => map.getSource<GeoJSONSource>(sourceId)?.setData(value),
      (error) => reportError(error),
    );
    offer.current = feed.offer;
    return () => {
      feed.stop();
      offer.current = null;
      if (live.isGone()) return;
      for (const id of layerIds) map.removeLayer(id);
      map.removeSource(sourceId);
    };
  }, [live, name, layers]);

  useEffect(() => {
    if (shown.current === data) return;
    shown.current = data;
    offer.current?.(data);
  }, [data]);
}

export function layerIdOf(sourceId: string, layerId: string): string {
  return `${sourceId}-${layerId}`;
}
