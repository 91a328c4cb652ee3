import { useMemo } from 'react';
import type { FeatureCollection } from 'geojson';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers } from '../use-layers.ts';
import { circleLayers } from './circle-layers.ts';

/** Circles of uncertainty, beneath what stands in them. `name` tells several such layers of one map apart. */
export function UncertaintyLayer({ name, circles, palette }: {
  readonly name: string;
  readonly circles: FeatureCollection;
  readonly palette: MapPalette;
}) {
  const layers = useMemo(() => circleLayers(palette), [palette]);
  useGeoJsonLayers(name, circles, layers);
  return null;
}
