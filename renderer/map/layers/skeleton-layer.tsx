import { useMemo } from 'react';
import type { MapPalette } from '../map-palette.ts';
import { roadLayers, roadNameLayers } from '../pack/road-layers.ts';
import type { SkeletonFeatures } from '../skeleton-features.ts';
import { useGeoJsonLayers } from '../use-layers.ts';

/** Main roads and sea legs as they ship: our own lines, drawn like a pack's where no pack is installed. */
export function SkeletonLayer({ skeleton, palette }: { readonly skeleton: SkeletonFeatures; readonly palette: MapPalette }) {
  const layers = useMemo(() => [...roadLayers(palette, {}), ...roadNameLayers(palette, {})], [palette]);
  useGeoJsonLayers('skeleton', skeleton, layers);
  return null;
}
