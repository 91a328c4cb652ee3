import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { MapPalette } from '../map-palette.ts';
import type { UnitFeature } from '../unit-features.ts';
import { useGeoJsonLayers } from '../use-layers.ts';
import { unitIconLayer, unitLabelLayer } from './units-layer.tsx';

/** The labels of units whose icons something else draws; an unseen icon keeps other labels off it. */
export function UnitLabelsLayer({ units, palette }: { readonly units: FeatureCollection<Point, UnitFeature>; readonly palette: MapPalette }) {
  const layers = useMemo(() => [unitIconLayer(0), unitLabelLayer(palette)], [palette]);
  useGeoJsonLayers('unit-labels', units, layers);
  return null;
}
