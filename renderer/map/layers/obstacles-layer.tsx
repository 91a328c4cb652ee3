import { useMemo } from 'react';
import type { FeatureCollection, Geometry } from 'geojson';
import { mapFontStrong } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import type { ObstacleFeature } from '../obstacle-features.ts';
import { labelLayout } from './labelled-icon-layers.ts';

/** What is closed or slow: an amber ring as wide as it reaches, or the line of the sea leg; a hollow mark that stays in sight from far and hides nobody, with a bar where it is closed; and what it is. */
export function ObstaclesLayer({ obstacles, palette }: { readonly obstacles: FeatureCollection<Geometry, ObstacleFeature>; readonly palette: MapPalette }) {
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { id: 'ring', type: 'line', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'line-color': palette.tones.amber, 'line-width': 2, 'line-dasharray': [2, 1] } },
      { id: 'leg', type: 'line', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': palette.tones.amber, 'line-width': 3, 'line-dasharray': [1.5, 1.5] } },
      {
        id: 'mark',
        type: 'circle',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-radius': 14, 'circle-opacity': 0, 'circle-stroke-color': palette.tones.amber, 'circle-stroke-width': 3 },
      },
      {
        id: 'bar',
        type: 'symbol',
        filter: ['all', ['==', ['geometry-type'], 'Point'], ['get', 'closed']],
        layout: { 'text-field': '–', 'text-font': [...mapFontStrong], 'text-size': 26, 'text-allow-overlap': true, 'text-ignore-placement': true, 'text-offset': [0, -0.05] },
        paint: { 'text-color': palette.tones.amber },
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
