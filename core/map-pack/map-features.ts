import { roadClasses, edgeFlag } from '#domain/routes/road-graph.ts';
import { findNode } from './build-road-graph.ts';
import { joinCoast, type Point } from './join-coast.ts';
import type { Extract, Landmark } from './read-extract.ts';

type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Point }
  | { readonly type: 'LineString'; readonly coordinates: readonly Point[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Point[])[] };
export type MapFeature = { readonly type: 'Feature'; readonly geometry: Geometry; readonly properties: Readonly<Record<string, string | number | boolean>> };

/** One layer of the tiles from `minZoom` on; several parts may belong to one layer. */
export type LayerPart = { readonly layer: string; readonly minZoom: number; readonly features: readonly MapFeature[] };
export type PlacedLandmark = Landmark & { readonly longitude: number; readonly latitude: number };

const placeMinZoom: Readonly<Record<string, number>> = { island: 7, town: 7, village: 11, hamlet: 13 };
const poiMinZoom: Readonly<Record<string, number>> = { hospital: 9, puskesmas: 9, pier: 9, police: 11, 'fire-station': 11 };
const roadMinZoom = [5, 6, 7, 8, 10, 12, 13, 13, 14, 13, 14, 7];

/** What is drawn and what is named, of an extract. The schema of the layers stands in decision 0020. */
export function mapFeatures(extract: Extract): { parts: LayerPart[]; landmarks: PlacedLandmark[]; openCoasts: number } {
  const { wayFirst, wayKind, wayRefs, wayName, names, traits, shapes } = extract;
  const parts = new Map<string, MapFeature[]>();
  const add = (layer: string, minZoom: number, geometry: Geometry, properties: MapFeature['properties']): void => {
    const key = `${layer} ${minZoom}`;
    const list = parts.get(key) ?? [];
    parts.set(key, list);
    list.push({ type: 'Feature', geometry, properties });
  };
  const landmarks: PlacedLandmark[] = extract.points.map(({ longitudeE7, latitudeE7, ...landmark }) => ({ ...landmark, longitude: longitudeE7 / 1e7, latitude: latitudeE7 / 1e7 }));
  const coast: Point[][] = [];
  for (let way = 0; way < wayKind.length; way += 1) {
    const points: Point[] = [];
    for (let ref = wayFirst[way] ?? 0; ref < (wayFirst[way + 1] ?? 0); ref += 1) {
      const node = findNode(extract.nodeIds, wayRefs[ref] ?? -1);
      if (node !== -1) points.push([(extract.nodeLongitudeE7[node] ?? 0) / 1e7, (extract.nodeLatitudeE7[node] ?? 0) / 1e7]);
    }
    if (points.length < 2) continue;
    const kind = wayKind[way] ?? 0;
    const road = traits[kind];
    if (road) {
      const name = names[wayName[way] ?? 0] ?? '';
      const properties = {
        class: roadClasses[road.roadClass] ?? 'path',
        ...(name === '' ? {} : { name }),
        ...((road.flags & edgeFlag.oneway) === 0 ? {} : { oneway: road.direction === 'backward' ? -1 : 1 }),
        ...((road.flags & edgeFlag.unpaved) === 0 ? {} : { unpaved: true }),
      };
      add('roads', roadMinZoom[road.roadClass] ?? 14, { type: 'LineString', coordinates: points }, properties);
      continue;
    }
    const shape = shapes[-1 - kind];
    if (!shape) continue;
    const isClosed = points.length > 3 && String(points[0]) === String(points.at(-1));
    if (shape.kind === 'coast') coast.push(points);
    else if (shape.kind === 'water' && isClosed) add('water', 8, { type: 'Polygon', coordinates: [points] }, {});
    else if (shape.kind === 'pier') add('piers', 12, { type: 'LineString', coordinates: points }, {});
    if (shape.landmark) {
      const [longitude, latitude] = isClosed || shape.kind === 'coast' ? middleOf(points) : (points[points.length >> 1] ?? [0, 0]);
      landmarks.push({ ...shape.landmark, longitude, latitude });
    }
  }
  const { rings, open } = joinCoast(coast);
  for (const ring of rings) add('land', 5, { type: 'Polygon', coordinates: [ring] }, {});
  for (const line of [...rings, ...open]) add('coast', 5, { type: 'LineString', coordinates: line }, {});
  for (const { kind, name, longitude, latitude } of landmarks) {
    const geometry: Geometry = { type: 'Point', coordinates: [longitude, latitude] };
    const placeZoom = placeMinZoom[kind];
    if (placeZoom !== undefined) add('places', placeZoom, geometry, { kind, name });
    else add('pois', poiMinZoom[kind] ?? 14, geometry, { kind, name });
  }
  return {
    parts: [...parts].map(([key, features]) => ({ layer: key.split(' ')[0] ?? '', minZoom: Number(key.split(' ')[1]), features })),
    landmarks,
    openCoasts: open.length,
  };
}

function middleOf(points: readonly Point[]): Point {
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  const middle = (values: number[]): number => (values.reduce((least, value) => Math.min(least, value), Infinity) + values.reduce((most, value) => Math.max(most, value), -Infinity)) / 2;
  return [middle(longitudes), middle(latitudes)];
}
