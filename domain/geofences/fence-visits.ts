import { distanceM, metresPerDegree } from '../places/distance.ts';
import { isOnTrail, type FixRecord } from '../positions/fix-record.ts';
import { accuracyM } from '../positions/fix-standing.ts';
import type { Fence, FenceVisit } from './fence.ts';

/** So long a unit must have been seen on the other side, by two fixes or more, before it has crossed: a single jump crosses nothing. */
export const crossedAfterMs = 30_000;
/** Outside begins so much beyond the fence, as a share of its radius and at least so many metres: a unit parked at the edge does not come and go. */
const marginShare = 0.25;
const leastMarginM = 50;

type Turn = { readonly sinceMs: number; readonly isIn: boolean };

/** What is known of a unit and the fences up to one fix. */
export type FenceFold = {
  /** The time of the newest fix taken in; -Infinity before the first. */
  readonly throughMs: number;
  /** The oldest first. */
  readonly visits: readonly FenceVisit[];
  /** Seen on the other side of these fences, not yet for long enough. */
  readonly turns: ReadonlyMap<string, Turn>;
};

export const nothingSeen: FenceFold = { throughMs: -Infinity, visits: [], turns: new Map() };

/**
 * Takes in one fix of a unit, later than all before. Only fixes of the trail count: what is not believed crosses nothing. A fix is inside when all of
 * its own error is, and outside when none of it is near; between the two it says nothing.
 */
export function foldFix(fold: FenceFold, fix: FixRecord, fences: readonly Fence[]): FenceFold {
  if (!isOnTrail(fix) || fix.fixedAtMs <= fold.throughMs) return fold;
  let { visits } = fold;
  const turns = new Map(fold.turns);
  const open = new Set(visits.flatMap(({ fenceId, leftAtMs }) => (leftAtMs === null ? [fenceId] : [])));
  for (const fence of fences) {
    const wasIn = open.has(fence.id);
    const side = sideOf(fence, fix);
    if (side === null) continue;
    const turn = turns.get(fence.id);
    if ((side === 'in') === wasIn) turns.delete(fence.id);
    else if (!turn) turns.set(fence.id, { sinceMs: fix.fixedAtMs, isIn: !wasIn });
    else if (fix.fixedAtMs - turn.sinceMs >= crossedAfterMs) {
      turns.delete(fence.id);
      visits = wasIn
        ? visits.map((visit) => (visit.fenceId === fence.id && visit.leftAtMs === null ? { ...visit, leftAtMs: turn.sinceMs } : visit))
        : [...visits, { fenceId: fence.id, enteredAtMs: turn.sinceMs, leftAtMs: null }];
    }
  }
  return { throughMs: fix.fixedAtMs, visits, turns };
}

/** All that fixes say about fences, in whatever order they came and however often: the same fixes give the same visits. */
export function visitsOf(fixes: readonly FixRecord[], fences: readonly Fence[]): FenceFold {
  return fixes.toSorted((one, other) => one.fixedAtMs - other.fixedAtMs || (one.id < other.id ? -1 : 1)).reduce((fold, fix) => foldFix(fold, fix, fences), nothingSeen);
}

function sideOf(fence: Fence, fix: FixRecord): 'in' | 'out' | null {
  const errorM = accuracyM(fix);
  const outsideM = fence.radiusM + Math.max(leastMarginM, fence.radiusM * marginShare);
  // Most fences are far away: no need of the sphere for them.
  if (Math.abs(fix.latitude - fence.latitude) * metresPerDegree > outsideM + errorM + 1_000) return 'out';
  const awayM = distanceM(fence, fix);
  if (awayM + errorM <= fence.radiusM) return 'in';
  return awayM - errorM > outsideM ? 'out' : null;
}
