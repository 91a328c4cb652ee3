import { useMemo } from 'react';
import { collection, pointFeature } from '../geo/points-and-lines.ts';
import { iconName } from '../icons/icon-name.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import { withoutRoom } from './labelled-icon-layers.ts';

/** One blue open cross: the point that is being typed or has been pointed at. */
export function PointLayer({ name, longitude, latitude, palette }: {
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly palette: MapPalette;
}) {
  const data = useMemo(() => collection([pointFeature(longitude, latitude, {})]), [longitude, latitude]);
  const layers = useMemo(
    (): readonly DataLayer[] => [
      { id: 'cross', type: 'symbol', layout: { ...withoutRoom, 'icon-image': iconName({ kind: 'point' }, palette.theme) } },
    ],
    [palette],
  );
  useGeoJsonLayers(name, data, layers);
  return null;
}
