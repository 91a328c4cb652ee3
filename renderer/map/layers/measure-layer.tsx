import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { MapMouseEvent } from 'maplibre-gl';
import { useLiveMap } from '../map-context.ts';
import { mapFontStrong } from '../map-font.ts';
import type { LongitudeLatitude } from '../map-keys.ts';
import type { MapPalette } from '../map-palette.ts';
import { measureFeatures } from '../measure-features.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** A line over everything, point by point as it is pressed, with its length at each. */
export function MeasureLayer({ points, wordOf, palette, onPoint }: {
  readonly points: readonly LongitudeLatitude[];
  readonly wordOf: (metres: number) => string;
  readonly palette: MapPalette;
  readonly onPoint: (point: LongitudeLatitude) => void;
}) {
  const { map } = useLiveMap();
  const latest = useRef(onPoint);
  useLayoutEffect(() => {
    latest.current = onPoint;
  });
  useEffect(() => {
    const onClick = ({ lngLat }: MapMouseEvent): void => latest.current([lngLat.lng, lngLat.lat]);
    map.on('click', onClick);
    return () => {
      map.off('click', onClick);
    };
  }, [map]);
  const data = useMemo(() => measureFeatures(points, wordOf), [points, wordOf]);
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { id: 'edge', type: 'line', paint: { 'line-color': palette.halo, 'line-width': 5 } },
      { id: 'line', type: 'line', paint: { 'line-color': palette.ink, 'line-width': 2, 'line-dasharray': [2, 1.5] } },
      { id: 'point', type: 'circle', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 4, 'circle-color': palette.land, 'circle-stroke-color': palette.ink, 'circle-stroke-width': 2 } },
      {
        id: 'length',
        type: 'symbol',
        filter: ['==', ['geometry-type'], 'Point'],
        layout: { 'text-field': ['get', 'length'], 'text-font': [...mapFontStrong], 'text-size': 15, 'text-anchor': 'left', 'text-offset': [0.7, 0], 'text-allow-overlap': true },
        paint: { 'text-color': palette.ink, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
      },
    ],
    [palette],
  );
  useGeoJsonLayers('measure', data, layers);
  return null;
}
