import { useMemo } from 'react';
import type { FeatureCollection, Point } from 'geojson';
import type { IncidentFeature } from '../incident-features.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';
import { usePressed } from '../use-pressed.ts';
import { alwaysDrawn, chosenLayer, labelLayout } from './labelled-icon-layers.ts';

/** The open incidents: a diamond with the priority's number, filled amber while no unit is on its way. */
export function IncidentsLayer({ incidents, palette, onPress }: {
  readonly incidents: FeatureCollection<Point, IncidentFeature>;
  readonly palette: MapPalette;
  /** The ids of the incidents under the pointer, the topmost first. */
  readonly onPress: (incidentIds: readonly string[]) => void;
}) {
  const layers = useMemo(
    (): readonly DataLayer[] => [
      chosenLayer(palette, undefined),
      { id: 'icon', type: 'symbol', layout: { ...alwaysDrawn, 'symbol-sort-key': ['get', 'rank'], 'icon-image': ['get', 'icon'] } },
      {
        id: 'label',
        type: 'symbol',
        layout: labelLayout('number', 'detail'),
        paint: {
          'text-color': ['case', ['get', 'chosen'], palette.tones.blue, palette.ink],
          'text-halo-color': palette.halo,
          'text-halo-width': 1.6,
        },
      },
    ],
    [palette],
  );
  useGeoJsonLayers('incidents', incidents, layers);
  usePressed('incidents', 'icon', 'incidentId', onPress);
  return null;
}
