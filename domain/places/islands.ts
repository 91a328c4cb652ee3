import { distanceM, metresPerDegree } from './distance.ts';
import type { Coordinates } from './place.ts';

export type Island = { readonly id: string; readonly name: string };

/**
 * How far off a drawn shore still counts as its island, in metres. The shoreline is generalised and decades old, piers
 * stand in the water and a fix errs by tens of metres; a boat further out is at sea.
 */
export const shoreToleranceM = 300;

const seaMarginDegrees = 0.2;
const waterStepM = 50;
/** About 550 m. */
const bandDegrees = 0.005;
/** Water that is narrower than this may be an error of the drawn shore. */
const widestErrorM = 150;

/** What an island that no list names is called. */
const unnamedIsland = 'pulau tanpa nama';

/** Corners as longitude and latitude, closed or not. */
export type Ring = readonly (readonly number[])[];
type Shape = Island & { readonly ring: Ring; readonly holds: (latitude: number, longitude: number) => boolean; readonly west: number; readonly east: number; readonly south: number; readonly north: number };

/**
 * The island a point lies on, from a GeoJSON feature collection of simple polygons with `id` and `name` (resources/map).
 * Inside a shore wins; otherwise the nearest shore within the tolerance; otherwise null: at sea or unknown.
 * A collection of another form throws, since the file is shipped with the program.
 */
export function createIslands(collection: unknown): {
  readonly islandAt: (latitude: number, longitude: number) => Island | null;
  readonly all: readonly Island[];
  /** The shore of an island; null for an id nobody drew. */
  readonly shoreOf: (islandId: string) => Ring | null;
  /** The shores, longitude before latitude. */
  readonly rings: readonly Ring[];
  /** The waters around them all. */
  readonly seaBox: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
  /** Whether the straight line between two points of an island goes over water on its way. */
  readonly crossesWater: (islandId: string, from: Coordinates, to: Coordinates) => boolean;
} {
  const shapes = readFeatures(collection);
  const all = shapes.map(({ id, name }) => ({ id, name }));

  const islandAt = (latitude: number, longitude: number): Island | null => {
    const marginLatitude = shoreToleranceM / metresPerDegree;
    const marginLongitude = marginLatitude / Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
    let nearest: Shape | null = null;
    let nearestM = shoreToleranceM;
    for (const shape of shapes) {
      if (longitude < shape.west - marginLongitude || longitude > shape.east + marginLongitude) continue;
      if (latitude < shape.south - marginLatitude || latitude > shape.north + marginLatitude) continue;
      if (shape.holds(latitude, longitude)) return { id: shape.id, name: shape.name };
      const shoreM = distanceToRingM(shape.ring, latitude, longitude);
      if (shoreM <= nearestM) {
        nearest = shape;
        nearestM = shoreM;
      }
    }
    return nearest && { id: nearest.id, name: nearest.name };
  };
  const shapeOf = new Map(shapes.map((shape) => [shape.id, shape]));
  const crossesWater = (islandId: string, from: Coordinates, to: Coordinates): boolean => {
    const shape = shapeOf.get(islandId);
    const lengthM = distanceM(from, to);
    let overWaterM = 0;
    for (let alongM = shoreToleranceM; alongM < lengthM - shoreToleranceM; alongM += waterStepM) {
      const share = alongM / lengthM;
      const latitude = from.latitude + (to.latitude - from.latitude) * share;
      const longitude = from.longitude + (to.longitude - from.longitude) * share;
      overWaterM = shape?.holds(latitude, longitude) ? 0 : overWaterM + waterStepM;
      if (overWaterM >= widestErrorM) return true;
    }
    return false;
  };
  const seaBox = {
    west: Math.min(...shapes.map(({ west }) => west)) - seaMarginDegrees,
    south: Math.min(...shapes.map(({ south }) => south)) - seaMarginDegrees,
    east: Math.max(...shapes.map(({ east }) => east)) + seaMarginDegrees,
    north: Math.max(...shapes.map(({ north }) => north)) + seaMarginDegrees,
  };
  return { islandAt, all, shoreOf: (islandId) => shapeOf.get(islandId)?.ring ?? null, rings: shapes.map(({ ring }) => ring), seaBox, crossesWater };
}

/** Even-odd rule: a ray towards the east crosses the ring an odd number of times. */
export function isInside(ring: Ring, latitude: number, longitude: number): boolean {
  let inside = false;
  let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
  for (const [x2 = 0, y2 = 0] of ring) {
    if (y1 > latitude !== y2 > latitude && longitude < ((x1 - x2) * (latitude - y2)) / (y1 - y2) + x2) inside = !inside;
    x1 = x2;
    y1 = y2;
  }
  return inside;
}

type Edge = readonly [x1: number, y1: number, x2: number, y2: number];

const bandOf = (latitude: number): number => Math.floor(latitude / bandDegrees);

/** `isInside` for one ring and many points: from the first one on the edges lie ready by bands of latitude, so that a point asks only those beside it. */
function createInside(ring: Ring): (latitude: number, longitude: number) => boolean {
  let bands: ReadonlyMap<number, readonly Edge[]> | undefined;
  return (latitude, longitude) => {
    bands ??= edgesByBand(ring);
    let inside = false;
    for (const [fromX, fromY, toX, toY] of bands.get(bandOf(latitude)) ?? []) {
      if (fromY > latitude !== toY > latitude && longitude < ((fromX - toX) * (latitude - toY)) / (fromY - toY) + toX) inside = !inside;
    }
    return inside;
  };
}

function edgesByBand(ring: Ring): ReadonlyMap<number, readonly Edge[]> {
  const bands = new Map<number, Edge[]>();
  let [x1 = 0, y1 = 0] = ring.at(-1) ?? [];
  for (const [x2 = 0, y2 = 0] of ring) {
    for (let band = bandOf(Math.min(y1, y2)); y1 !== y2 && band <= bandOf(Math.max(y1, y2)); band += 1) {
      const edges = bands.get(band) ?? [];
      bands.set(band, edges);
      edges.push([x1, y1, x2, y2]);
    }
    [x1, y1] = [x2, y2];
  }
  return bands;
}

/** Shortest way to an edge of the ring in metres, on the plane touching the Earth at the point: exact enough for kilometres. */
export function distanceToRingM(ring: Ring, latitude: number, longitude: number): number {
  const scaleX = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  const last = ring.at(-1) ?? [];
  let ax = ((last[0] ?? 0) - longitude) * scaleX;
  let ay = ((last[1] ?? 0) - latitude) * metresPerDegree;
  let shortest = Infinity;
  for (const [x = 0, y = 0] of ring) {
    const bx = (x - longitude) * scaleX;
    const by = (y - latitude) * metresPerDegree;
    const edgeX = bx - ax;
    const edgeY = by - ay;
    const length = edgeX * edgeX + edgeY * edgeY;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * edgeX + ay * edgeY) / length));
    const offX = ax + along * edgeX;
    const offY = ay + along * edgeY;
    shortest = Math.min(shortest, offX * offX + offY * offY);
    ax = bx;
    ay = by;
  }
  return Math.sqrt(shortest);
}

function readFeatures(collection: unknown): readonly Shape[] {
  const features = field(collection, 'features');
  if (!Array.isArray(features)) throw new Error('The island map is not a GeoJSON feature collection.');
  return features.map((feature: unknown, index) => {
    const id = field(field(feature, 'properties'), 'id');
    const name = field(field(feature, 'properties'), 'name');
    const rings = field(field(feature, 'geometry'), 'coordinates');
    const ring: unknown = Array.isArray(rings) ? rings[0] : undefined;
    if (typeof id !== 'string' || !isRing(ring)) throw new Error(`Feature ${index} of the island map has no id or no ring.`);
    const longitudes = ring.map((point) => point[0] ?? 0);
    const latitudes = ring.map((point) => point[1] ?? 0);
    return {
      id,
      name: typeof name === 'string' ? name : unnamedIsland,
      ring,
      holds: createInside(ring),
      west: Math.min(...longitudes),
      east: Math.max(...longitudes),
      south: Math.min(...latitudes),
      north: Math.max(...latitudes),
    };
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isRing(value: unknown): value is Ring {
  return (
    Array.isArray(value) &&
    value.length >= 3 &&
    value.every((point) => Array.isArray(point) && point.length >= 2 && point.every((number) => Number.isFinite(number)))
  );
}
