import { useEffect } from 'react';
import { useLiveMap } from '../map-context.ts';
import type { MapPalette } from '../map-palette.ts';

/** The sea: what is seen where nothing else is. Comes first. */
export function SeaLayer({ palette }: { readonly palette: MapPalette }) {
  const live = useLiveMap();
  useEffect(() => {
    const { map, prefix } = live;
    const id = `${prefix}-sea`;
    map.addLayer({ id, type: 'background', paint: { 'background-color': palette.sea } });
    return () => {
      if (!live.isGone()) map.removeLayer(id);
    };
  }, [live, palette]);
  return null;
}
