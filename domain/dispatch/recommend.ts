import type { Incident } from '../incidents/incident.ts';
import type { UnitPosition } from '../positions/position.ts';
import { beyondRoadM } from '../routes/join-road.ts';
import type { RoutePlan } from '../routes/plan-routes.ts';
import type { UnreachableReason } from '../routes/route.ts';
import { uncertainArea } from '../positions/uncertainty.ts';
import type { Unit } from '../units/unit.ts';
import { chooseHospital, type Facility } from './choose-hospital.ts';
import { fillNeeds, missingNeeds } from './fill-needs.ts';
import type { LineReason, Recommendation, RecommendedUnit } from './recommendation.ts';
import type { RunCard, UnitAbility } from './run-card.ts';
import type { ShoreOf } from './traveller-of.ts';

/** A fix older than this is said to be old. */
const oldPositionMs = 10 * 60_000;
const lineLimit = 20;

export type UnitInField = { readonly unit: Unit; readonly position: UnitPosition | null; readonly ability: UnitAbility };

/** A unit with its way, before it has its place in the list. */
export type Candidate = UnitInField & {
  readonly etaMs: number;
  readonly worstMs: number;
  readonly uncertaintyM: number;
  readonly islandId: string | null;
  readonly busy: boolean;
  readonly sent: boolean;
  readonly understaffed: boolean;
};

/**
 * Ranks units for an incident by when they are there at the latest: the way from the far edge of where they may be by now.
 * First those that meet the needs of the run card, in its order; then whoever else could help, then busy ones, then the unsuitable. A unit out of
 * service is left out. The same input gives the same answer, in whichever order units are given.
 */
export function recommend(given: {
  readonly incident: Incident;
  readonly card: RunCard;
  readonly units: readonly UnitInField[];
  /** Ways to the incident of the units and the facilities; null while the place is no point. */
  readonly plan: RoutePlan | null;
  readonly facilities: readonly Facility[];
  readonly isSkeleton: boolean;
  readonly shoreOf: ShoreOf;
  readonly nowMs: number;
}): Recommendation {
  const { incident, card, plan, shoreOf, nowMs } = given;
  const { place } = incident;
  const about = { incidentId: incident.id, islandName: place.islandName, isSkeleton: given.isSkeleton, placeRadiusM: place.radiusM };
  if (!plan) return { ...about, basis: 'no-place', offRoadM: null, missing: [], lines: [], cannotCome: [], hospital: null };

  const inService = given.units.filter(({ unit }) => unit.status !== 'out-of-service').sort((left, right) => (left.unit.unitId < right.unit.unitId ? -1 : 1));
  const cannotCome: { unitId: string; callSign: string; kind: Unit['kind']; reason: UnreachableReason }[] = [];
  const candidates = inService.flatMap((each): Candidate[] => {
    const { unit, position, ability } = each;
    const reach = plan.reach.get(unit.unitId) ?? { unreachable: 'no-way' };
    if ('unreachable' in reach) {
      cannotCome.push({ unitId: unit.unitId, callSign: unit.callSign, kind: unit.kind, reason: reach.unreachable });
      return [];
    }
    return [{
      ...each,
      etaMs: reach.durationMs,
      worstMs: reach.latestMs,
      uncertaintyM: position ? Math.round(uncertainArea(position, unit.kind, nowMs, shoreOf).radiusM) : 0,
      islandId: position ? position.islandId : unit.islandId,
      busy: unit.incidentId !== null && unit.incidentId !== incident.id,
      sent: unit.incidentId === incident.id,
      understaffed: ability.crew !== null && ability.crew.present < ability.crew.needed,
    }];
  });
  const ranked = candidates.sort((left, right) => left.worstMs - right.worstMs || (left.unit.unitId < right.unit.unitId ? -1 : 1));
  const filled = fillNeeds(card, ranked);
  const useful = new Set([...card.needs.map(({ capability }) => capability), ...card.helps]);
  const suits = ({ ability }: Candidate): boolean => ability.capabilities.some((each) => useful.has(each));
  const rest = ranked
    .filter((each) => !filled.some(({ candidate, isSent }) => candidate === each && !isSent))
    .sort((left, right) => Number(left.sent) - Number(right.sent) || Number(suits(right)) - Number(suits(left)) || Number(left.busy) - Number(right.busy) || Number(left.understaffed) - Number(right.understaffed));
  const order = [...filled.flatMap(({ candidate, isSent }) => (isSent ? [] : [candidate])), ...rest].slice(0, lineLimit);
  const missing = missingNeeds({ card, ranked, filled, inService, islandId: place.islandId, roadM: (unitId) => roadM(plan, unitId) });
  const late = new Set(missing.flatMap(({ capability, reason }) => (reason === 'beyond-standard' ? [capability] : [])));

  const line = (each: Candidate): RecommendedUnit => {
    const { unit, position } = each;
    const fills = filled.find(({ candidate }) => candidate === each);
    const legs = plan.routeOf(unit.unitId)?.legs ?? [];
    const reasons: (LineReason | false)[] = [
      fills !== undefined && (fills.place === 0 ? 'quickest' : 'next-quickest'),
      !fills && (suits(each) ? 'helps' : 'unsuitable'),
      each.busy && 'busy',
      each.understaffed && 'understaffed',
      fills !== undefined && late.has(fills.capability) && 'beyond-standard',
      legs.some((leg) => leg.kind === 'sea' && leg.vessel !== 'ferry') && 'on-foot-beyond-pier',
      position === null && 'position-is-base',
      position !== null && nowMs - position.fixedAtMs > oldPositionMs && 'old-position',
      legs[0]?.kind === 'off-road' && legs[0].distanceM > beyondRoadM && 'far-from-road',
    ];
    return {
      unitId: unit.unitId,
      callSign: unit.callSign,
      kind: unit.kind,
      status: unit.status,
      fills: fills?.capability ?? null,
      suitable: suits(each),
      busy: each.busy,
      sent: each.sent,
      etaMs: each.etaMs,
      worstMs: each.worstMs,
      legs,
      uncertaintyM: each.uncertaintyM,
      positionFrom: position ? 'fix' : 'base',
      positionAgeMs: position ? Math.max(0, nowMs - position.fixedAtMs) : null,
      reasons: reasons.filter((reason) => reason !== false),
    };
  };
  return {
    ...about,
    basis: place.islandId === null ? 'open-sea' : 'routes',
    offRoadM: plan.targetOffRoadM === null ? null : Math.round(plan.targetOffRoadM),
    missing,
    lines: order.map(line),
    cannotCome,
    hospital: chooseHospital(given.facilities, plan, card.hospitalCare),
  };
}

function roadM(plan: RoutePlan, unitId: string): number {
  const legs = plan.routeOf(unitId)?.legs ?? [];
  return legs.reduce((sum, leg) => sum + ('distanceM' in leg ? leg.distanceM : 0), 0);
}
