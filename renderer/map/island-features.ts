import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { collection, pointFeature } from './geo/points-and-lines.ts';

export type IslandProperties = { readonly id: string; readonly name: string | null; readonly populated: boolean };
export type Islands = FeatureCollection<Polygon | MultiPolygon, IslandProperties>;

export type IslandLabel = { readonly name: string; readonly populated: boolean; readonly rank: number };

/** A name for each island that has one, in the middle of its largest part; larger islands keep theirs when room is short. */
export function islandLabels(islands: Islands): FeatureCollection<Point, IslandLabel> {
  return collection(
    islands.features.flatMap((island) => {
      const { name, populated } = island.properties;
      const part = largestPart(island);
      if (name === null || part === undefined) return [];
      return [pointFeature(part.middle[0], part.middle[1], { name, populated, rank: -part.area })];
    }),
  );
}

/** The islands that reach out of a box, given as west, south, east, north: what lies inside it something else draws. */
export function outsideOf([west, south, east, north]: readonly [number, number, number, number], islands: Islands): Islands {
  const isInside = ([longitude = 0, latitude = 0]: Position): boolean => longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  return collection(islands.features.filter((island) => !outlinesOf(island).every((outline) => outline.every(isInside))));
}

function outlinesOf({ geometry }: Feature<Polygon | MultiPolygon>): readonly (readonly Position[])[] {
  const outlines = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((rings) => rings[0]);
  return outlines.flatMap((outline) => (outline ? [outline] : []));
}

function largestPart(island: Feature<Polygon | MultiPolygon>): Part | undefined {
  return outlinesOf(island)
    .map(partOf)
    .toSorted((a, b) => b.area - a.area)[0];
}

type Part = { readonly area: number; readonly middle: readonly [number, number] };

/** Area in square degrees and centre of gravity of a ring, by the shoelace formula. */
function partOf(ring: readonly Position[]): Part {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  let twiceArea = 0;
  let x = 0;
  let y = 0;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [fromX = 0, fromY = 0] = relative(ring[index], originX, originY);
    const [toX = 0, toY = 0] = relative(ring[index + 1], originX, originY);
    const cross = fromX * toY - toX * fromY;
    twiceArea += cross;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  }
  if (twiceArea === 0) return { area: 0, middle: [originX, originY] };
  return { area: Math.abs(twiceArea) / 2, middle: [originX + x / (3 * twiceArea), originY + y / (3 * twiceArea)] };
}

function relative(position: Position | undefined, originX: number, originY: number): readonly number[] {
  return [(position?.[0] ?? originX) - originX, (position?.[1] ?? originY) - originY];
}
