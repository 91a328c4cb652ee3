import { useMemo } from 'react';
import type { Fence } from '#domain/geofences/fence.ts';
import { circleFeature, collection } from '../geo/points-and-lines.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** Circles that units are seen to enter and leave: a dotted line in the ink of places, since a place has no state, with its name along it. */
export function FencesLayer({ fences, palette }: { readonly fences: readonly Fence[]; readonly palette: MapPalette }) {
  const data = useMemo(() => collection(fences.map(({ longitude, latitude, radiusM, name }) => circleFeature(longitude, latitude, radiusM, { name }))), [fences]);
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { id: 'ring', type: 'line', minzoom: 11, layout: { 'line-cap': 'round' }, paint: { 'line-color': palette.placeInk, 'line-opacity': 0.75, 'line-width': 2, 'line-dasharray': [0.1, 2] } },
      {
        id: 'name',
        type: 'symbol',
        minzoom: 14,
        layout: { 'symbol-placement': 'line', 'symbol-spacing': 600, 'text-field': ['get', 'name'], 'text-font': [...mapFont], 'text-size': 12, 'text-offset': [0, -0.8] },
        paint: { 'text-color': palette.placeInk, 'text-halo-color': palette.land, 'text-halo-width': 1.4 },
      },
    ],
    [palette],
  );
  useGeoJsonLayers('fences', data, layers);
  return null;
}
