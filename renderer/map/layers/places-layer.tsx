import { useMemo } from 'react';
import { placeFeatures, type MapPlaceRecord, type PlaceFeature } from '../place-features.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-geojson-layers.ts';

/** The names of places on land, each level from the scale on at which there is room for it. */
export function PlacesLayer({ places, palette }: { readonly places: readonly MapPlaceRecord[]; readonly palette: MapPalette }) {
  const data = useMemo(() => placeFeatures(places), [places]);
  const layers = useMemo(() => (['seat', 'town', 'facility', 'village'] as const).map((level) => placeLayer(level, palette)), [palette]);
  useGeoJsonLayers('places', data, layers);
  return null;
}

const shownFromZoom: Readonly<Record<PlaceFeature['level'], number>> = { seat: 8.2, town: 9.5, facility: 11, village: 11.5 };

function placeLayer(level: PlaceFeature['level'], palette: MapPalette): DataLayer {
  return {
    id: level,
    type: 'symbol',
    minzoom: shownFromZoom[level],
    filter: ['==', ['get', 'level'], level],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [...mapFont],
      'text-size': level === 'seat' ? 14 : 13,
      'text-max-width': 8,
      'text-padding': 3,
    },
    paint: {
      'text-color': level === 'seat' ? palette.placeInk : palette.gridInk,
      'text-halo-color': palette.land,
      'text-halo-width': 1.4,
    },
  };
}
