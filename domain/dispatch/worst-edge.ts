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

/**
 * A unit where it was seen, where it may be by now (points around the edge of its area, if that is on the incident's island), and the same unit setting out
 * as much later as it takes to come back to its fix: who comes over sea may miss the ferry by that.
 */
export function travellersOf(each: UnitInField, targetIslandId: string | null, nowMs: number, shoreOf: ShoreOf): readonly Traveller[] {
  const traveller = travellerOf(each);
  const { unit, position } = each;
  const delayMs = turnMs(each, nowMs, shoreOf);
  if (!position || delayMs === 0) return [traveller];
  const later = { ...traveller, id: laterId(unit.unitId), delayMs };
  if (delayMs <= smallTurnMs || (position.islandId !== targetIslandId && traveller.mode !== 'vessel')) return [traveller, later];
  const area = uncertainArea(position, unit.kind, nowMs, shoreOf);
  const onIsland = area.shore !== null && position.islandId !== null ? { islandId: position.islandId } : {};
  return [traveller, later, ...edgePoints(area, edgesAsked).map((point, index) => ({ ...traveller, ...point, ...onIsland, id: edgeId(unit.unitId, index) }))];
}

function laterId(unitId: string): string {
  return `later:${unitId}`;
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
  const durationOf = (id: string): number => {
    const reach = plan.reach.get(id);
    return reach && 'durationMs' in reach ? reach.durationMs : -1;
  };
  const { unitId } = each.unit;
  const later = durationOf(laterId(unitId));
  const turned = later < 0 ? etaMs + turnMs(each, nowMs, shoreOf) : later;
  const fromEdge = Math.max(...Array.from({ length: edgesAsked }, (_, index) => durationOf(edgeId(unitId, index))));
  return fromEdge < 0 ? turned : Math.max(etaMs, Math.min(fromEdge, turned));
}
