import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import { possibleOffsetsPx } from '../geo/side-by-side.ts';
import type { MapPalette } from '../map-palette.ts';
import type { UnitFeature } from '../unit-features.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import { usePressed } from '../use-pressed.ts';
import { alwaysDrawn, chosenLayer, labelLayout, withoutRoom } from './labelled-icon-layers.ts';

/** A few units: kind by outline, status by colour and word, age by filling, ring and word, heading by an arrow around. */
export function UnitsLayer({ name, units, palette, onPress }: {
  /** Tells several such layers of one map apart. */
  readonly name: string;
  readonly units: FeatureCollection<Point, UnitFeature>;
  readonly palette: MapPalette;
  /** The ids of the units under the pointer, the topmost first. */
  readonly onPress: (unitIds: readonly string[]) => void;
}) {
  const layers = useMemo(() => unitLayers(palette), [palette]);
  useGeoJsonLayers(name, units, layers);
  usePressed(name, 'icon', 'unitId', onPress);
  return null;
}

/** As a choice between constants: what a press on the map is compared with has lost every list among its properties. */
const offset = [
  'match',
  ['get', 'offsetPx'],
  ...possibleOffsetsPx.flatMap((offsetPx) => [offsetPx.join(' '), ['literal', [...offsetPx]]]),
  ['literal', [0, 0]],
] as unknown as ExpressionSpecification;

function unitLayers(palette: MapPalette): readonly DataLayer[] {
  const order: { readonly 'symbol-sort-key': ExpressionSpecification } = { 'symbol-sort-key': ['get', 'rank'] };
  return [
    chosenLayer(palette, offset),
    {
      id: 'heading',
      type: 'symbol',
      filter: ['!=', ['get', 'headingIcon'], null],
      layout: {
        ...withoutRoom,
        ...order,
        'icon-image': ['get', 'headingIcon'],
        'icon-rotate': ['get', 'headingDeg'],
        'icon-rotation-alignment': 'map',
      },
    },
    unitIconLayer(1),
    unitLabelLayer(palette),
  ];
}

/** The icons themselves; unseen with an opacity of 0, they still take their room. */
export function unitIconLayer(opacity: 0 | 1): DataLayer {
  return {
    id: 'icon',
    type: 'symbol',
    layout: { ...alwaysDrawn, 'symbol-sort-key': ['get', 'rank'], 'icon-image': ['get', 'icon'], 'icon-offset': offset },
    paint: { 'icon-opacity': opacity === 0 ? 0 : ['case', ['get', 'faded'], 0.7, 1] },
  };
}

export function unitLabelLayer(palette: MapPalette): DataLayer {
  return {
    id: 'label',
    type: 'symbol',
    layout: labelLayout('callSign', 'detail'),
    paint: {
      'text-color': ['case', ['get', 'chosen'], palette.tones.blue, ['get', 'faded'], palette.tones.grey, palette.ink],
      'text-halo-color': palette.halo,
      'text-halo-width': 2,
    },
  };
}
