import { useMemo } from 'react';
import type { FeatureCollection, Geometry } from 'geojson';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import { labelLayout } from './labelled-icon-layers.ts';

/** Closed and slow roads: an amber ring as wide as what is closed, a hollow mark that stays in sight from far and hides nobody, and what it is. */
export function ObstaclesLayer({ obstacles, palette }: { readonly obstacles: FeatureCollection<Geometry, { readonly name: string; readonly detail: string }>; readonly palette: MapPalette }) {
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { id: 'ring', type: 'line', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'line-color': palette.tones.amber, 'line-width': 2, 'line-dasharray': [2, 1] } },
      {
        id: 'mark',
        type: 'circle',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-radius': 14, 'circle-opacity': 0, 'circle-stroke-color': palette.tones.amber, 'circle-stroke-width': 3 },
      },
      {
        id: 'label',
        type: 'symbol',
        filter: ['==', ['geometry-type'], 'Point'],
        layout: { ...labelLayout('name', 'detail'), 'text-variable-anchor': ['top', 'right', 'left'], 'text-radial-offset': 1.6 },
        paint: { 'text-color': palette.ink, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
      },
    ],
    [palette],
  );
  useGeoJsonLayers('obstacles', obstacles, layers);
  return null;
}
