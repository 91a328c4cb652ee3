import type { FeatureCollection, Point } from 'geojson';
import type { PlaceSuggestion } from '#domain/places/place.ts';
import { collection, pointFeature } from './geo/points-and-lines.ts';
import { poiKindOf, type PoiKind } from './icons/poi-kind.ts';

/** A place as the gazetteer file has it, as far as the map uses it. */
export type MapPlaceRecord = Pick<PlaceSuggestion, 'name' | 'kind' | 'latitude' | 'longitude' | 'radiusM'>;

export type PlaceFeature = { readonly name: string; readonly level: 'seat' | 'town' | 'facility' | 'village'; readonly sign: PoiKind | null };

/** A village known no better than this would put its name where the village is not. */
const surelyThereM = 1_500;

/** The places a map names: seats of kecamatan first, and nothing whose point is a guess. Islands carry their own names. */
export function placeFeatures(places: readonly MapPlaceRecord[]): FeatureCollection<Point, PlaceFeature> {
  const seats = new Set(places.filter((place) => place.kind === 'kecamatan').map((place) => place.name));
  return collection(
    places.flatMap((place) => {
      const level = levelOf(place);
      if (level === null || (level === 'town' && seats.has(place.name))) return [];
      return [pointFeature(place.longitude, place.latitude, { name: place.name, level, sign: level === 'facility' ? poiKindOf(place.name) : null })];
    }),
  );
}

function levelOf(place: MapPlaceRecord): PlaceFeature['level'] | null {
  switch (place.kind) {
    case 'kecamatan':
      return 'seat';
    case 'town':
      return 'town';
    case 'facility':
      return place.radiusM <= surelyThereM ? 'facility' : null;
    case 'village':
      return place.radiusM <= surelyThereM ? 'village' : null;
    case 'island':
    case 'landmark':
    case 'near':
    case 'point':
      return null;
  }
}

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The box around points, with a margin in degrees; null without points. */
export function boundsOf(points: readonly { readonly latitude: number; readonly longitude: number }[], marginDeg: number): Bounds | null {
  if (points.length === 0) return null;
  const longitudes = points.map((point) => point.longitude);
  const latitudes = points.map((point) => point.latitude);
  return [
    Math.min(...longitudes) - marginDeg,
    Math.min(...latitudes) - marginDeg,
    Math.max(...longitudes) + marginDeg,
    Math.max(...latitudes) + marginDeg,
  ];
}
