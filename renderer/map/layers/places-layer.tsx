import { useMemo } from 'react';
import type { ExpressionSpecification } from 'maplibre-gl';
import { placeFeatures, type MapPlaceRecord, type PlaceFeature } from '../place-features.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import { poiLook } from '../pack/poi-layers.ts';
import { useGeoJsonLayers, type DataLayer } from '../use-layers.ts';

/** The names of places on land, each level from the scale on at which there is room for it. */
export function PlacesLayer({ places, isBesidePack, palette }: {
  readonly places: readonly MapPlaceRecord[];
  /** A pack knows everything below the seats of kecamatan better, and those too once one looks closely. */
  readonly isBesidePack: boolean;
  readonly palette: MapPalette;
}) {
  const data = useMemo(() => placeFeatures(places), [places]);
  const layers = useMemo(
    () => (isBesidePack ? [{ ...placeLayer('seat', palette), maxzoom: seatsOfPackFrom }] : [...(['village', 'town', 'seat'] as const).map((level) => placeLayer(level, palette)), ...facilityLayers(palette)]),
    [palette, isBesidePack],
  );
  useGeoJsonLayers('places', data, layers);
  return null;
}

const seatsOfPackFrom = 10.5;
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
      'text-size': level === 'seat' ? 16 : 14,
      'text-max-width': 8,
      'text-padding': 3,
    },
    paint: {
      'text-color': level === 'seat' ? palette.placeInk : palette.placeInkLess,
      'text-halo-color': palette.land,
      'text-halo-width': 2,
    },
  };
}

/** Facilities with a sign show it, the others their name alone. */
function facilityLayers(palette: MapPalette): readonly DataLayer[] {
  const isFacility: ExpressionSpecification = ['==', ['get', 'level'], 'facility'];
  const image: ExpressionSpecification = ['concat', 'poi|', ['get', 'sign'], `|${palette.theme}`];
  const plain = placeLayer('facility', palette);
  return [
    { ...plain, filter: ['all', isFacility, ['==', ['get', 'sign'], null]] },
    { id: 'signed-facility', type: 'symbol', minzoom: 9.5, filter: ['all', isFacility, ['!=', ['get', 'sign'], null]], ...poiLook(image, palette, shownFromZoom.facility) },
  ];
}
