import { useMemo } from 'react';
import type { Islands } from '../island-features.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** Land and shore; islands where people live stand out a little. */
export function IslandsLayer({ islands, palette }: { readonly islands: Islands; readonly palette: MapPalette }) {
  const layers = useMemo((): readonly DataLayer[] => {
    return [
      {
        id: 'land',
        type: 'fill',
        paint: { 'fill-color': ['case', ['get', 'populated'], palette.land, palette.landEmpty], 'fill-antialias': false },
      },
      {
        id: 'shore',
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.shore, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1.2, 14, 2] },
      },
    ];
  }, [palette]);
  useGeoJsonLayers('islands', islands, layers);
  return null;
}
