import { useMemo } from 'react';
import { graticule, type GridArea, type HemisphereLetters } from '../geo/graticule.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** Parallels and meridians, closer together the closer one looks, named along their lines. */
export function GraticuleLayer({ area, letters, palette }: {
  readonly area: GridArea;
  readonly letters: HemisphereLetters;
  readonly palette: MapPalette;
}) {
  const data = useMemo(() => graticule(area, letters), [area, letters]);
  const layers = useMemo(() => gridLayers(palette), [palette]);
  useGeoJsonLayers('grid', data, layers);
  return null;
}

const shownFromZoom = { degree: 0, half: 7, tenth: 9.5 } as const;

function gridLayers(palette: MapPalette): readonly DataLayer[] {
  return (['degree', 'half', 'tenth'] as const).flatMap((level): DataLayer[] => [
    {
      id: `${level}-line`,
      type: 'line',
      minzoom: shownFromZoom[level],
      filter: ['==', ['get', 'level'], level],
      paint: { 'line-color': palette.grid, 'line-width': 1 },
    },
    {
      id: `${level}-name`,
      type: 'symbol',
      minzoom: shownFromZoom[level],
      filter: ['==', ['get', 'level'], level],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 400,
        'text-field': ['get', 'label'],
        'text-font': [...mapFont],
        'text-size': 12,
        'text-offset': [0, -0.6],
        'text-keep-upright': true,
      },
      paint: { 'text-color': palette.gridInk, 'text-halo-color': palette.sea, 'text-halo-width': 1 },
    },
  ]);
}
