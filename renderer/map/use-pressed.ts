import { useEffect, useLayoutEffect, useRef } from 'react';
import type { MapLayerMouseEvent } from 'maplibre-gl';
import { useLiveMap } from './map-context.ts';
import { layerIdOf } from './use-layers.ts';

/** Tells which features of a layer lie under a press, by one of their properties, the topmost first. */
export function usePressed(source: string, layer: string, property: string, onPress: (ids: readonly string[]) => void): void {
  const live = useLiveMap();
  const latest = useRef(onPress);
  useLayoutEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const { map, prefix } = live;
    const layerId = layerIdOf(`${prefix}-${source}`, layer);
    const onClick = (event: MapLayerMouseEvent): void => {
      const ids = (event.features ?? []).map((feature) => String(feature.properties[property]));
      if (ids.length > 0) latest.current([...new Set(ids)]);
    };
    map.on('click', layerId, onClick);
    return () => {
      map.off('click', layerId, onClick);
    };
  }, [live, source, layer, property]);
}
