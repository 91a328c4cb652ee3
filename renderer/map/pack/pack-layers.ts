import { poiKinds } from '../icons/poi-kind.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import type { DataLayer } from '../use-layers.ts';
import { poiLayer } from './poi-layers.ts';
import { roadLayers, roadNameLayers } from './road-layers.ts';

/** Everything drawn from the tiles of a pack, from the ground up (their schema: decision 0020). Islands keep the names of the shipped list. */
export function packLayers(palette: MapPalette): readonly DataLayer[] {
  return [...ground(palette), ...roadLayers(palette, { 'source-layer': 'roads' }), ...roadNameLayers(palette, { 'source-layer': 'roads' }), ...points(palette)];
}

function ground(palette: MapPalette): readonly DataLayer[] {
  return [
    { id: 'land', 'source-layer': 'land', type: 'fill', paint: { 'fill-color': palette.land, 'fill-antialias': false } },
    { id: 'water', 'source-layer': 'water', type: 'fill', paint: { 'fill-color': palette.sea, 'fill-outline-color': palette.grid } },
    {
      id: 'coast',
      'source-layer': 'coast',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.shore, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1.2, 14, 2] },
    },
    {
      id: 'pier',
      'source-layer': 'piers',
      type: 'line',
      paint: { 'line-color': palette.shore, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 1.5, 16, 5] },
    },
  ];
}

function points(palette: MapPalette): readonly DataLayer[] {
  const place = (id: string, kinds: readonly string[], minzoom: number, sizePx: number, strong: boolean): DataLayer => ({
    id: `place-${id}`,
    'source-layer': 'places',
    type: 'symbol',
    minzoom,
    filter: ['in', ['get', 'kind'], ['literal', [...kinds]]],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [...mapFont],
      'text-size': ['interpolate', ['linear'], ['zoom'], minzoom, sizePx, 16, sizePx + 2],
      'text-max-width': 8,
      'text-padding': 3,
    },
    paint: { 'text-color': strong ? palette.placeInk : palette.placeInkLess, 'text-halo-color': palette.land, 'text-halo-width': 2 },
  });
  return [
    {
      id: 'poi-other',
      'source-layer': 'pois',
      type: 'symbol',
      minzoom: 15,
      filter: ['!', ['in', ['get', 'kind'], ['literal', [...poiKinds]]]],
      layout: { 'text-field': ['get', 'name'], 'text-font': [...mapFont], 'text-size': 12, 'text-max-width': 8, 'text-padding': 4 },
      paint: { 'text-color': palette.placeInkLess, 'text-halo-color': palette.land, 'text-halo-width': 2 },
    },
    place('hamlet', ['hamlet'], 13, 13, false),
    place('village', ['village'], 11, 14, false),
    place('town', ['town'], 10.5, 16, true),
    ...poiKinds.map((kind) => poiLayer(kind, palette)),
  ];
}
