import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { MapPalette } from '../map-palette.ts';
import type { MarkFeature } from '../mark-features.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import { usePressed } from '../use-pressed.ts';
import { alwaysDrawn, chosenLayer, labelLayout } from './labelled-icon-layers.ts';

/** Marks from one zoom on, their names from another; see `MarkFeature`. */
export function MarksLayer({ name, marks, fromZoom, namedFromZoom, palette, onPress }: {
  /** Tells several such layers of one map apart. */
  readonly name: string;
  readonly marks: FeatureCollection<Point, MarkFeature>;
  readonly fromZoom: number;
  readonly namedFromZoom: number;
  readonly palette: MapPalette;
  /** The ids of the marks under the pointer, the topmost first. */
  readonly onPress: (ids: readonly string[]) => void;
}) {
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { ...chosenLayer(palette, undefined), minzoom: fromZoom },
      { id: 'icon', type: 'symbol', minzoom: fromZoom, layout: { ...alwaysDrawn, 'symbol-sort-key': ['get', 'rank'], 'icon-image': ['get', 'icon'] } },
      {
        id: 'label',
        type: 'symbol',
        minzoom: namedFromZoom,
        layout: labelLayout('name', 'detail'),
        paint: { 'text-color': ['case', ['get', 'chosen'], palette.tones.blue, palette.ink], 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
      },
    ],
    [palette, fromZoom, namedFromZoom],
  );
  useGeoJsonLayers(name, marks, layers);
  usePressed(name, 'icon', 'id', onPress);
  return null;
}
