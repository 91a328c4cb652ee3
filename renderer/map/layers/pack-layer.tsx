import { useMemo } from 'react';
import type { MapPalette } from '../map-palette.ts';
import { packLayers } from '../pack/pack-layers.ts';
import { packTilesAddress } from '../pack/pack-tiles.ts';
import { useTileLayers } from '../use-layers.ts';

/** Land, roads, places and marks of an installed map pack. */
export function PackLayer({ packId, palette }: { readonly packId: string; readonly palette: MapPalette }) {
  const layers = useMemo(() => packLayers(palette), [palette]);
  useTileLayers('pack', packTilesAddress(packId), layers);
  return null;
}
