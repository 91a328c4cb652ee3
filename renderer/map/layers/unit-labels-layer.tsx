import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { MapPalette } from '../map-palette.ts';
import type { UnitFeature } from '../unit-features.ts';
import { useGeoJsonLayers } from '../use-layers.ts';
import { unitIconLayer, unitLabelLayer } from './units-layer.tsx';

/** The labels of units whose icons something else draws; the unseen icons stand above them, so that all have their room before any label has. */
export function UnitLabelsLayer({ units, palette }: { readonly units: FeatureCollection<Point, UnitFeature>; readonly palette: MapPalette }) {
  const layers = useMemo(() => [unitLabelLayer(palette), unitIconLayer(0)], [palette]);
  useGeoJsonLayers('unit-labels', units, layers);
  return null;
}
