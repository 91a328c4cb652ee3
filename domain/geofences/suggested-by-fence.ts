import { suggestedForMs } from '../radio/suggested-status.ts';
import type { UnitStanding, UnitStatus } from '../units/unit.ts';
import type { Fence, FenceVisit } from './fence.ts';

/** Where a unit crossed a fence last, and to which side. */
export type FenceSuggestion = { readonly unitId: string; readonly status: UnitStatus; readonly fenceId: string; readonly entered: boolean; readonly atMs: number };

/** What crossing a fence may mean; a person confirms. Everything else means nothing by itself. */
function meaningOf(status: UnitStatus, fence: Fence, unitId: string, entered: boolean): UnitStatus | null {
  const isHome = fence.unitIds.includes(unitId);
  if (fence.kind === 'hospital') return entered ? (status === 'transporting' ? 'at-hospital' : null) : status === 'at-hospital' ? 'returning' : null;
  if (!isHome) return null;
  return entered ? (status === 'returning' ? 'available' : null) : status === 'assigned' ? 'en-route' : null;
}

/** Statuses that crossings after the last word of a person suggest: the newest of each unit, the oldest first. */
export function suggestedByFences(
  visits: ReadonlyMap<string, readonly FenceVisit[]>,
  fences: ReadonlyMap<string, Fence>,
  units: ReadonlyMap<string, Pick<UnitStanding, 'status' | 'statusSinceMs'>>,
  nowMs: number,
): readonly FenceSuggestion[] {
  return [...visits]
    .flatMap(([unitId, ofUnit]) => {
      const unit = units.get(unitId);
      if (!unit) return [];
      const crossings = ofUnit.flatMap(({ fenceId, enteredAtMs, leftAtMs }): readonly FenceSuggestion[] =>
        [{ entered: true, atMs: enteredAtMs }, ...(leftAtMs === null ? [] : [{ entered: false, atMs: leftAtMs }])].flatMap(({ entered, atMs }) => {
          const fence = fences.get(fenceId);
          const status = fence && atMs > unit.statusSinceMs && nowMs - atMs <= suggestedForMs ? meaningOf(unit.status, fence, unitId, entered) : null;
          return status ? [{ unitId, status, fenceId, entered, atMs }] : [];
        }),
      );
      return crossings.toSorted((one, other) => other.atMs - one.atMs).slice(0, 1);
    })
    .toSorted((one, other) => one.atMs - other.atMs);
}
