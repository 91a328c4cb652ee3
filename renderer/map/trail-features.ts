import type { FeatureCollection, LineString, Point } from 'geojson';
import { isOnTrail, trailStretches, type FixRecord } from '#domain/positions/fix-record.ts';
import type { FixStanding } from '#domain/positions/position.ts';
import { collection, lineFeature, pointFeature } from './geo/points-and-lines.ts';

export type TrailFeature =
  | { readonly part: 'way' }
  /** A fix on the way; every tenth minute has its time written beside it. */
  | { readonly part: 'fix'; readonly time: string }
  | { readonly part: 'excluded'; readonly reason: string };

export type TrailWords = { readonly time: (atMs: number) => string; readonly standing: Readonly<Record<FixStanding, string>> };

const timeEveryMs = 10 * 60_000;

/** The way a unit took, and beside it every fix that is not believed, with its reason; those of a lesser source are only counted. */
export function trailFeatures(fixes: readonly FixRecord[], words: TrailWords): FeatureCollection<LineString | Point, TrailFeature> {
  const stretches = trailStretches(fixes);
  const ways = stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => lineFeature(stretch.map(({ longitude, latitude }) => [longitude, latitude] as const), { part: 'way' as const }));
  let timedAtMs = -Infinity;
  const points = stretches.flat().map((fix) => {
    const isTimed = fix.fixedAtMs - timedAtMs >= timeEveryMs;
    if (isTimed) timedAtMs = fix.fixedAtMs;
    return pointFeature(fix.longitude, fix.latitude, { part: 'fix' as const, time: isTimed ? words.time(fix.fixedAtMs) : '' });
  });
  const excluded = fixes
    .filter((fix) => !isOnTrail(fix) && fix.standing !== 'outranked' && (fix.latitude !== 0 || fix.longitude !== 0))
    .map((fix) => pointFeature(fix.longitude, fix.latitude, { part: 'excluded' as const, reason: `${words.time(fix.fixedAtMs)} ${words.standing[fix.standing]}` }));
  return collection<LineString | Point, TrailFeature>([...ways, ...points, ...excluded]);
}

/** How many fixes are not believed, by reason, the most frequent first. */
export function excludedCounts(fixes: readonly FixRecord[]): readonly (readonly [standing: FixStanding, count: number])[] {
  const counts = new Map<FixStanding, number>();
  for (const fix of fixes) if (!isOnTrail(fix)) counts.set(fix.standing, (counts.get(fix.standing) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
