import type { Fence, FencesOfUnit, FenceVisit } from '#domain/geofences/fence.ts';
import { foldFix, visitsOf, type FenceFold } from '#domain/geofences/fence-visits.ts';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import type { Clock } from '../../clock.ts';
import { createLatestFeed } from '../../feeds/latest-feed.ts';

/** Visits are worked out from the fixes of so long, as often as they are needed: they are kept nowhere, so nothing can contradict the fixes. */
const lookBackMs = 86_400_000;
/** New fixes are looked at this long after they came, together. */
const gatherMs = 500;
/** A fix that came late has all fixes of its unit read again; so much of core's time at once goes into that, then others are let in. */
const budgetMs = 15;
/** Enough for a fix every ten seconds. */
const mostFixes = 10_000;

/** Which fences each unit came into and left, kept up with its fixes. `heard` is told of every fix that was stored. */
export function createFenceTracker(options: {
  readonly fences: readonly Fence[];
  /** The newest first. */
  readonly fixesBetween: (unitId: string, fromMs: number, untilMs: number, limit: number) => readonly FixRecord[];
  readonly clock: Clock;
}) {
  const { fences, fixesBetween, clock } = options;
  const folds = new Map<string, FenceFold>();
  /** Units with new fixes, and the time of the oldest of them. */
  const waiting = new Map<string, number>();
  let stop: () => void = () => undefined;
  const feed = createLatestFeed<FencesOfUnit>(
    () => [...folds.keys()],
    (unitId) => {
      const fold = folds.get(unitId);
      return fold && { unitId, visits: fold.visits };
    },
  );

  const wholeFold = (unitId: string): FenceFold => visitsOf(fixesBetween(unitId, clock.now() - lookBackMs, clock.now(), mostFixes), fences);

  function look(unitId: string, oldestMs: number): void {
    const before = folds.get(unitId);
    const after =
      before && oldestMs > before.throughMs
        ? fixesBetween(unitId, before.throughMs + 1, clock.now(), mostFixes).toReversed().reduce((fold, fix) => foldFix(fold, fix, fences), before)
        : wholeFold(unitId);
    const recent = after.visits.filter(({ leftAtMs }) => leftAtMs === null || leftAtMs >= clock.now() - lookBackMs);
    folds.set(unitId, { ...after, visits: recent });
    if (JSON.stringify(before?.visits ?? []) !== JSON.stringify(recent)) feed.changed([unitId]);
  }

  function lookAtWaiting(): void {
    const untilMs = performance.now() + budgetMs;
    for (const [unitId, oldestMs] of waiting) {
      waiting.delete(unitId);
      look(unitId, oldestMs);
      if (performance.now() > untilMs) break;
    }
    if (waiting.size > 0) stop = clock.after(gatherMs, lookAtWaiting);
  }

  return {
    fences,
    feed,
    heard(fixes: ReadonlyMap<string, number>): void {
      if (fences.length === 0 || fixes.size === 0) return;
      if (waiting.size === 0) stop = clock.after(gatherMs, lookAtWaiting);
      for (const [unitId, fixedAtMs] of fixes) waiting.set(unitId, Math.min(fixedAtMs, waiting.get(unitId) ?? Infinity));
    },
    /** The visits of the last day, the newest first. */
    visits: (unitId: string): readonly FenceVisit[] => (folds.get(unitId) ?? wholeFold(unitId)).visits.toReversed(),
    close: (): void => stop(),
  };
}

export type FenceTracker = ReturnType<typeof createFenceTracker>;
