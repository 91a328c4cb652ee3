import { edgePoints, uncertainArea } from '../positions/uncertainty.ts';
import { plausibleTravel } from '../positions/plausible-travel.ts';
import type { Ring } from '../places/islands.ts';
import type { RoutePlan } from '../routes/plan-routes.ts';
import type { Traveller } from '../routes/route.ts';
import type { UnitInField } from './recommend.ts';

/** Points around the edge from which the way is asked for. */
const edgesAsked = 8;
/** Within this time of its fix, from the middle of the area is as good as from its edge. */
const smallTurnMs = 20_000;

export type ShoreOf = (islandId: string) => Ring | null;

/** Who travels how, as the planner of routes takes it. A fire engine is of no use without its vehicle; a crew is. */
export function travellerOf({ unit, position, ability }: UnitInField): Traveller {
  const { latitude, longitude } = position ?? { latitude: unit.baseLatitude, longitude: unit.baseLongitude };
  const mode = ability.byWater ? 'vessel' : unit.kind === 'fire-engine' ? 'vehicle' : 'crew';
  return { id: unit.unitId, latitude, longitude, mode, ...(ability.speedKmh === null ? {} : { speedKmh: ability.speedKmh }) };
}

/** A unit where it was seen, and where it may be by now: points around the edge of its area. */
export function travellersOf(each: UnitInField, nowMs: number, shoreOf: ShoreOf): readonly Traveller[] {
  const traveller = travellerOf(each);
  const { unit, position } = each;
  if (!position || turnMs(each, nowMs, shoreOf) <= smallTurnMs) return [traveller];
  const edge = edgePoints(uncertainArea(position, unit.kind, nowMs, shoreOf), edgesAsked);
  return [traveller, ...edge.map((point, index) => ({ ...traveller, ...point, id: edgeId(unit.unitId, index) }))];
}

function edgeId(unitId: string, index: number): string {
  return `edge:${index}:${unitId}`;
}

/** The time to come back to the fix from the edge of the area, at the speed at which it was reckoned to grow. */
function turnMs({ unit, position }: UnitInField, nowMs: number, shoreOf: ShoreOf): number {
  if (!position) return 0;
  const { radiusM } = uncertainArea(position, unit.kind, nowMs, shoreOf);
  const { speedKmh } = plausibleTravel(unit.kind, position.islandId === null);
  return Math.round((radiusM * 3600) / Math.max(1, speedKmh));
}

/**
 * When a unit is there at the latest: from the edge point with the longest way, but never later than after turning round where it is and coming back to
 * its fix, and never sooner than from the fix. An edge point from which nothing leads there is no place where the unit could be: it is left out.
 */
export function worstReachMs(each: UnitInField, plan: RoutePlan, etaMs: number, nowMs: number, shoreOf: ShoreOf): number {
  const turned = etaMs + turnMs(each, nowMs, shoreOf);
  let worstMs = -1;
  for (let index = 0; index < edgesAsked; index += 1) {
    const reach = plan.reach.get(edgeId(each.unit.unitId, index));
    if (reach && 'durationMs' in reach) worstMs = Math.max(worstMs, reach.durationMs);
  }
  return worstMs < 0 ? turned : Math.max(etaMs, Math.min(worstMs, turned));
}
