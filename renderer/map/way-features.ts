import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { Route, RouteLeg } from '#domain/routes/route.ts';
import { collection, lineFeature, pointFeature } from './geo/points-and-lines.ts';

/** Solid by road, dotted beside it, dashed at sea; a wait is a point at its pier, and so is every place where a vessel is boarded or left. */
export type WayFeature =
  | { readonly part: 'road' | 'lane' | 'sea' }
  | { readonly part: 'pier' | 'wait' | 'word'; readonly word: string };

const partOf: Readonly<Record<RouteLeg['kind'], 'road' | 'lane' | 'sea' | null>> = { road: 'road', 'off-road': 'lane', sea: 'sea', 'open-water': 'sea', wait: null };

/** A way to draw, leg by leg; `wordOf` says of one leg by what and how long. Lanes have no word of their own. */
export function wayFeatures(route: Pick<Route, 'legs' | 'line' | 'ends'>, wordOf: (leg: RouteLeg) => string): FeatureCollection<LineString | Point, WayFeature> {
  const stretches = route.legs.map((leg, index) => ({ leg, points: route.line.slice(index === 0 ? 0 : (route.ends[index - 1] ?? 0), (route.ends[index] ?? 0) + 1) }));
  const lines = stretches.flatMap(({ leg, points }) => {
    const part = partOf[leg.kind];
    return part === null || points.length < 2 ? [] : [lineFeature<WayFeature>(points, { part })];
  });
  const points = stretches.flatMap(({ leg, points: [first, ...others] }): readonly Feature<Point, WayFeature>[] => {
    const last = others.at(-1) ?? first;
    if (!first || !last) return [];
    if (leg.kind === 'wait') return [pointFeature(...last, { part: 'wait', word: wordOf(leg) })];
    if (leg.kind === 'off-road') return [];
    const middle = middleOf([first, ...others]);
    const word = pointFeature<WayFeature>(...middle, { part: 'word', word: wordOf(leg) });
    return leg.kind === 'sea' ? [word, ...[first, last].map((pier) => pointFeature<WayFeature>(...pier, { part: 'pier', word: '' }))] : [word];
  });
  return collection<LineString | Point, WayFeature>([...lines, ...points]);
}

type At = readonly [longitude: number, latitude: number];

/** The point half-way along a line, near enough to put a word there. */
function middleOf(points: readonly At[]): At {
  const lengths = points.slice(1).map(([x, y], index) => Math.hypot(x - (points[index]?.[0] ?? x), y - (points[index]?.[1] ?? y)));
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from && to && left <= length) {
      const share = length === 0 ? 0 : left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return points[0] ?? [0, 0];
}
