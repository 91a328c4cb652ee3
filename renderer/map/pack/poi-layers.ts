import type { ExpressionSpecification } from 'maplibre-gl';
import { poiIconName, type PoiKind } from '../icons/poi-kind.ts';
import { mapFont } from '../map-font.ts';
import type { MapPalette } from '../map-palette.ts';
import type { DataLayer } from '../use-layers.ts';

/** The zoom from which each kind of mark is shown; what helps in an emergency comes first. */
const marksFrom: Readonly<Record<PoiKind, number>> = { hospital: 9, puskesmas: 10, pier: 10, police: 12, 'fire-station': 11, clinic: 14 };
const namedFrom = 12.5;

/** A mark with its name: the mark stays where there is no room for the name. */
export function poiLayer(kind: PoiKind, palette: MapPalette): DataLayer {
  return {
    id: `poi-${kind}`,
    'source-layer': 'pois',
    type: 'symbol',
    minzoom: marksFrom[kind],
    filter: ['==', ['get', 'kind'], kind],
    ...poiLook(poiIconName(kind, palette.theme), palette, namedFrom),
  };
}

/** How such marks look, with their names from a zoom on; `image` names the mark or says how it is named. */
export function poiLook(image: string | ExpressionSpecification, palette: MapPalette, fromZoom: number): Pick<Extract<DataLayer, { type: 'symbol' }>, 'layout' | 'paint'> {
  return {
    layout: {
      'icon-image': image,
      'icon-padding': 1,
      'text-field': ['step', ['zoom'], '', fromZoom, ['get', 'name']],
      'text-font': [...mapFont],
      'text-size': 14,
      'text-max-width': 9,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 0.9,
      'text-justify': 'auto',
      'text-optional': true,
    },
    paint: { 'text-color': palette.placeInk, 'text-halo-color': palette.land, 'text-halo-width': 2 },
  };
}
