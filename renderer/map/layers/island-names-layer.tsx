import { useMemo } from 'react';
import { islandLabels, type Islands } from '../island-features.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** The names of islands: the inhabited ones always, the others when one looks closely. */
export function IslandNamesLayer({ islands, palette }: { readonly islands: Islands; readonly palette: MapPalette }) {
  const data = useMemo(() => islandLabels(islands), [islands]);
  const layers = useMemo(
    () => [nameLayer('populated', ['get', 'populated'], 0, [12, 15], palette.placeInk, palette), nameLayer('empty', ['!', ['get', 'populated']], 11, [11, 13], palette.placeInkLess, palette)],
    [palette],
  );
  useGeoJsonLayers('island-names', data, layers);
  return null;
}

function nameLayer(
  id: string,
  filter: Extract<DataLayer, { type: 'symbol' }>['filter'] & {},
  minzoom: number,
  [farPx, nearPx]: readonly [number, number],
  ink: string,
  palette: MapPalette,
): DataLayer {
  return {
    id,
    type: 'symbol',
    minzoom,
    filter,
    layout: {
      'text-field': ['upcase', ['get', 'name']],
      'text-font': [...mapFont],
      'text-size': ['interpolate', ['linear'], ['zoom'], 6, farPx, 10, nearPx],
      'text-letter-spacing': 0.08,
      'text-max-width': 7,
      'text-padding': 4,
      'symbol-sort-key': ['get', 'rank'],
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.6,
    },
    paint: { 'text-color': ink, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
  };
}
