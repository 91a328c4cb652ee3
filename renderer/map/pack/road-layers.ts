import type { ExpressionSpecification } from 'maplibre-gl';
import type { roadClasses } from '#domain/routes/road-graph.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import type { DataLayer } from '../use-layers.ts';

type RoadClass = (typeof roadClasses)[number];

/** How a rank of roads is drawn: from which zoom, and how wide in pixels at the zooms 8, 12, 15 and 18. */
type RoadRank = { readonly id: string; readonly classes: readonly RoadClass[]; readonly minzoom: number; readonly widthPx: readonly [number, number, number, number] };

/** From below to above: a main road lies over a lane. */
const ranks: readonly RoadRank[] = [
  { id: 'service', classes: ['service'], minzoom: 13, widthPx: [0, 0, 1.6, 6] },
  { id: 'street', classes: ['residential', 'living-street', 'unclassified'], minzoom: 11, widthPx: [0, 0.8, 3.4, 12] },
  { id: 'tertiary', classes: ['tertiary'], minzoom: 9, widthPx: [0.7, 1.8, 5, 16] },
  { id: 'secondary', classes: ['secondary'], minzoom: 8, widthPx: [1.1, 2.8, 6.5, 19] },
  { id: 'main', classes: ['motorway', 'trunk', 'primary'], minzoom: 5, widthPx: [1.6, 3.8, 8.5, 23] },
];
const mainRoads = ['main', 'secondary'];
/** Nearer than this a road has edges and its own colour; from afar it is a line. */
const edgesFrom = 11.5;
const nearFrom = 13;

const isOneOf = (property: string, values: readonly string[]): ExpressionSpecification => ['in', ['get', property], ['literal', [...values]]];

function width(rank: RoadRank, marginPx: number): ExpressionSpecification {
  const [at8, at12, at15, at18] = rank.widthPx;
  const wide = (px: number): number => (px === 0 ? 0 : px + marginPx);
  return ['interpolate', ['exponential', 1.5], ['zoom'], 8, wide(at8), 12, wide(at12), 15, wide(at15), 18, wide(at18)];
}

function surfaceColour(palette: MapPalette, isMain: boolean): ExpressionSpecification {
  const [far, near] = isMain ? [palette.roadMainFar, palette.roadMain] : [palette.roadFar, palette.road];
  return ['interpolate', ['linear'], ['zoom'], edgesFrom, far, nearFrom, near];
}

/** Roads out of a tile layer: their edges first, so that crossings stay open, then paths and ferries, then what is driven on. */
export function roadLayers(palette: MapPalette, tiles: { readonly 'source-layer'?: string }): readonly DataLayer[] {
  const edges = ranks
    .filter(({ id }) => id !== 'service')
    .map((rank): DataLayer => {
      return {
        ...tiles,
        id: `road-${rank.id}-edge`,
        type: 'line',
        minzoom: Math.max(rank.minzoom, edgesFrom),
        filter: isOneOf('class', rank.classes),
        layout: { 'line-cap': 'butt', 'line-join': 'round' },
        paint: { 'line-color': mainRoads.includes(rank.id) ? palette.roadMainEdge : palette.roadEdge, 'line-width': width(rank, 1.8) },
      };
    });
  const surfaces = ranks.map((rank): DataLayer => {
    return {
      ...tiles,
      id: `road-${rank.id}`,
      type: 'line',
      minzoom: rank.minzoom,
      filter: isOneOf('class', rank.classes),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': surfaceColour(palette, mainRoads.includes(rank.id)), 'line-width': width(rank, 0) },
    };
  });
  return [
    ...edges,
    {
      ...tiles,
      id: 'road-path',
      type: 'line',
      minzoom: 13,
      filter: isOneOf('class', ['track', 'path']),
      paint: { 'line-color': palette.roadPath, 'line-width': ['interpolate', ['linear'], ['zoom'], 13, 0.8, 17, 2], 'line-dasharray': [3, 2] },
    },
    ...surfaces,
    {
      ...tiles,
      id: 'ferry',
      type: 'line',
      minzoom: 7,
      filter: ['==', ['get', 'class'], 'ferry'],
      // From afar crossings are many and lie over each other.
      paint: { 'line-color': palette.gridInk, 'line-width': 1.2, 'line-dasharray': [5, 4], 'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.45, 10.5, 1] },
    },
  ];
}

/** Names along roads, and an arrow where a road may be driven one way only. */
export function roadNameLayers(palette: MapPalette, tiles: { readonly 'source-layer'?: string }): readonly DataLayer[] {
  const name = (id: string, minzoom: number, classes: readonly string[]): DataLayer => ({
    ...tiles,
    id: `road-name-${id}`,
    type: 'symbol',
    minzoom,
    filter: ['all', ['has', 'name'], isOneOf('class', classes)],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['get', 'name'],
      'text-font': [...mapFont],
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 13, 17, 15],
      'text-max-angle': 35,
      'text-padding': 6,
    },
    // Wide enough to cover the road beneath the letters.
    paint: { 'text-color': palette.placeInk, 'text-halo-color': palette.land, 'text-halo-width': 2.5 },
  });
  return [
    {
      ...tiles,
      id: 'one-way',
      type: 'symbol',
      minzoom: 15,
      filter: ['has', 'oneway'],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 110,
        'text-field': ['case', ['==', ['get', 'oneway'], -1], '‹', '›'],
        'text-font': [...mapFont],
        'text-size': 17,
        'text-keep-upright': false,
        'text-rotation-alignment': 'map',
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.gridInk },
    },
    name('street', 14, ['residential', 'living-street', 'unclassified', 'service', 'tertiary']),
    name('main', 12, ['motorway', 'trunk', 'primary', 'secondary']),
  ];
}
