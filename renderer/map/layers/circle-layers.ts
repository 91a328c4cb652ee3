import type { MapPalette } from '../map-palette.ts';
import type { DataLayer } from '../use-layers.ts';

/** Circles of "somewhere in here": a thin line and a faint fill, blue around what is chosen. */
export function circleLayers(palette: MapPalette): readonly DataLayer[] {
  return [
    {
      id: 'fill',
      type: 'fill',
      paint: {
        'fill-color': ['case', ['get', 'chosen'], palette.tones.blue, palette.tones.grey],
        'fill-opacity': ['case', ['get', 'chosen'], 0.14, 0.035],
      },
    },
    {
      id: 'line',
      type: 'line',
      paint: {
        'line-color': ['case', ['get', 'chosen'], palette.tones.blue, palette.tones.grey],
        'line-opacity': ['case', ['get', 'chosen'], 1, 0.55],
        'line-width': ['case', ['get', 'chosen'], 2, 1],
        'line-dasharray': [4, 3],
      },
    },
  ];
}
