import { useMemo } from 'react';
import type { FeatureCollection } from 'geojson';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** The trail of the chosen unit in blue; crosses in grey are fixes that are not believed. */
export function TrailLayer({ trail, palette }: { readonly trail: FeatureCollection; readonly palette: MapPalette }) {
  const layers = useMemo((): readonly DataLayer[] => {
    const text: NonNullable<Extract<DataLayer, { type: 'symbol' }>['layout']> = { 'text-font': [...mapFont], 'text-size': 13, 'text-anchor': 'left', 'text-offset': [0.7, 0] };
    return [
      {
        id: 'edge',
        type: 'line',
        filter: ['==', ['get', 'part'], 'way'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': palette.halo, 'line-width': 6 },
      },
      {
        id: 'way',
        type: 'line',
        filter: ['==', ['get', 'part'], 'way'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': palette.tones.blue, 'line-width': 3 },
      },
      {
        id: 'fix',
        type: 'circle',
        minzoom: 11,
        filter: ['==', ['get', 'part'], 'fix'],
        paint: { 'circle-radius': 3, 'circle-color': palette.land, 'circle-stroke-color': palette.tones.blue, 'circle-stroke-width': 1.5 },
      },
      {
        id: 'time',
        type: 'symbol',
        minzoom: 10,
        filter: ['all', ['==', ['get', 'part'], 'fix'], ['!=', ['get', 'time'], '']],
        layout: { ...text, 'text-field': ['get', 'time'] },
        paint: { 'text-color': palette.tones.blue, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
      },
      {
        id: 'excluded',
        type: 'symbol',
        filter: ['==', ['get', 'part'], 'excluded'],
        layout: { 'text-field': '×', 'text-font': [...mapFont], 'text-size': 20, 'text-allow-overlap': true, 'text-ignore-placement': true },
        paint: { 'text-color': palette.tones.grey, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
      },
      {
        id: 'reason',
        type: 'symbol',
        filter: ['==', ['get', 'part'], 'excluded'],
        layout: { ...text, 'text-field': ['get', 'reason'] },
        paint: { 'text-color': palette.tones.grey, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
      },
    ];
  }, [palette]);
  useGeoJsonLayers('trail', trail, layers);
  return null;
}
