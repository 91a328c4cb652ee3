import { useMemo } from 'react';
import type { FeatureCollection } from 'geojson';
import { mapFontStrong } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** The way of a unit in blue: solid by road, dotted beside it, long dashes at sea, rings at the piers, a filled one where it waits. */
export function WayLayer({ way, palette }: { readonly way: FeatureCollection; readonly palette: MapPalette }) {
  const layers = useMemo((): readonly DataLayer[] => {
    const line = (id: string, part: string, width: number, dashes?: readonly number[]): DataLayer => ({
      id,
      type: 'line',
      filter: ['==', ['get', 'part'], part],
      layout: { 'line-join': 'round', 'line-cap': dashes ? 'butt' : 'round' },
      paint: { 'line-color': palette.tones.blue, 'line-width': width, ...(dashes ? { 'line-dasharray': [...dashes] } : {}) },
    });
    return [
      { id: 'edge', type: 'line', filter: ['==', ['geometry-type'], 'LineString'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': palette.halo, 'line-width': 8, 'line-opacity': 0.85 } },
      line('road', 'road', 4.5),
      line('lane', 'lane', 3, [0.9, 1.1]),
      line('sea', 'sea', 3.5, [4, 2]),
      {
        id: 'pier',
        type: 'circle',
        filter: ['in', ['get', 'part'], ['literal', ['pier', 'wait']]],
        paint: { 'circle-radius': 5, 'circle-color': ['match', ['get', 'part'], 'wait', palette.tones.blue, palette.land], 'circle-stroke-color': palette.tones.blue, 'circle-stroke-width': 2.5 },
      },
      {
        id: 'word',
        type: 'symbol',
        filter: ['in', ['get', 'part'], ['literal', ['word', 'wait']]],
        layout: { 'text-field': ['get', 'word'], 'text-font': [...mapFontStrong], 'text-size': 13, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.8, 'text-justify': 'auto' },
        paint: { 'text-color': palette.tones.blue, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
      },
    ];
  }, [palette]);
  useGeoJsonLayers('way', way, layers);
  return null;
}
