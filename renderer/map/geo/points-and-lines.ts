import type { Feature, FeatureCollection, Geometry, LineString, Point, Polygon } from 'geojson';

export function pointFeature<Properties extends object>(
  longitude: number,
  latitude: number,
  properties: Properties,
): Feature<Point, Properties> {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [longitude, latitude] }, properties };
}

export function lineFeature<Properties extends object>(
  coordinates: readonly (readonly [number, number])[],
  properties: Properties,
): Feature<LineString, Properties> {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: coordinates.map((each) => [...each]) }, properties };
}

export function collection<Shape extends Geometry, Properties extends object>(
  features: readonly Feature<Shape, Properties>[],
): FeatureCollection<Shape, Properties> {
  return { type: 'FeatureCollection', features: [...features] };
}

const earthRadiusM = 6_371_008.8;
const corners = 48;

/** A circle of so many metres around a point, as a polygon. Good for the tropics: it does not cross poles or the date line. */
export function circleFeature<Properties extends object>(
  longitude: number,
  latitude: number,
  radiusM: number,
  properties: Properties,
): Feature<Polygon, Properties> {
  const radiusDeg = (radiusM / earthRadiusM) * (180 / Math.PI);
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const ring = Array.from({ length: corners }, (_, index) => {
    const turn = (index / corners) * 2 * Math.PI;
    return [longitude + (radiusDeg * Math.sin(turn)) / shrink, latitude + radiusDeg * Math.cos(turn)];
  });
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] }, properties };
}
