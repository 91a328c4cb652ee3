import type { Candidate, UnitInField } from './recommend.ts';
import type { MissingNeed } from './recommendation.ts';
import type { Capability, RunCard } from './run-card.ts';

/** A unit taken for a need. `place` counts the units of that need from 0; `isSent`: it is on this incident already. */
export type Filled = { readonly capability: Capability; readonly candidate: Candidate; readonly place: number; readonly isSent: boolean };

/**
 * Takes for each need in the card's order whoever arrives first of those that are left: a unit is taken once. Units that are on their way here count
 * first. Busy and understaffed units are never taken, nor whoever comes when it is of no use any more. One more unit never makes any need be met later.
 */
export function fillNeeds({ needs }: RunCard, ranked: readonly Candidate[]): readonly Filled[] {
  const filled: Filled[] = [];
  for (const { capability, count, uselessAfterMinutes = Infinity } of needs) {
    for (let place = 0; place < count; place += 1) {
      const free = ranked.filter((each) => isFree(each) && each.ability.capabilities.includes(capability) && !filled.some(({ candidate }) => candidate === each));
      const candidate = free.find(({ sent }) => sent) ?? free.find(({ worstMs }) => worstMs <= uselessAfterMinutes * 60_000);
      if (!candidate) break;
      filled.push({ capability, candidate, place, isSent: candidate.sent });
    }
  }
  return filled;
}

function isFree({ busy, understaffed }: Candidate): boolean {
  return !busy && !understaffed;
}

/** What the card asks for and does not get, or gets late; what stands on the island instead. */
export function missingNeeds(given: {
  readonly card: RunCard;
  readonly ranked: readonly Candidate[];
  readonly filled: readonly Filled[];
  readonly inService: readonly UnitInField[];
  /** Of the incident; null at sea. */
  readonly islandId: string | null;
  /** Way of a unit by land and water, in metres. */
  readonly roadM: (unitId: string) => number;
}): readonly MissingNeed[] {
  const { ranked, islandId } = given;
  return given.card.needs.flatMap((need): MissingNeed[] => {
    const can = ({ ability }: UnitInField): boolean => ability.capabilities.includes(need.capability);
    const met = given.filled.filter(({ capability }) => capability === need.capability);
    const latestMs = (need.uselessAfterMinutes ?? Infinity) * 60_000;
    const nearest = met[0]?.candidate ?? ranked.find(can);
    const reason = ((): MissingNeed['reason'] | null => {
      if (!given.inService.some(can)) return 'none';
      if (islandId !== null && !ranked.some((each) => can(each) && each.islandId === islandId)) return 'none-on-island';
      if (!ranked.some(can)) return 'cannot-come';
      if (met.length === 0 && !ranked.some((each) => can(each) && isFree(each))) return 'all-busy';
      if (met.length === 0 && !ranked.some((each) => can(each) && isFree(each) && each.worstMs <= latestMs)) return 'too-late';
      if (need.within && nearest && (nearest.worstMs > need.within.minutes * 60_000 || given.roadM(nearest.unit.unitId) > need.within.km * 1000)) return 'beyond-standard';
      return met.length < need.count ? 'too-few' : null;
    })();
    if (reason === null) return [];
    const instead = reason === 'too-few' || islandId === null ? [] : ranked.filter((each) => !can(each) && !each.busy && each.islandId === islandId && each.worstMs < (nearest?.worstMs ?? Infinity));
    return [{
      capability: need.capability,
      needed: need.count,
      found: met.length,
      reason,
      nearest: nearest ? { callSign: nearest.unit.callSign, worstMs: nearest.worstMs } : null,
      within: need.within ?? null,
      instead: instead.slice(0, 6).map(({ unit }) => ({ callSign: unit.callSign, kind: unit.kind })),
    }];
  });
}
