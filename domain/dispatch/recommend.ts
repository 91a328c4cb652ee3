import type { Incident } from '../incidents/incident.ts';
import type { UnitPosition } from '../positions/position.ts';
import { distanceM } from '../places/distance.ts';
import { uncertaintyM } from '../positions/fix-standing.ts';
import type { Unit } from '../units/unit.ts';
import type { RecommendedUnit, Recommendation } from './recommendation.ts';
import { suits } from './suitable-kinds.ts';

/** How fast a unit may have moved since its last fix: the edge of its circle of uncertainty. */
const plausibleSpeedKmh = 60;
const lineLimit = 20;

export type UnitWithPosition = { readonly unit: Unit; readonly position: UnitPosition | null };

/**
 * Ranks units by the far edge of where they may be, on the incident's island only. A unit out of service is left out;
 * a busy one stays, marked, behind the free ones, and one of a kind that cannot help here behind those that can. The
 * same input always gives the same order.
 */
export function recommend(incident: Incident, units: readonly UnitWithPosition[], nowMs: number): Recommendation {
  const { place } = incident;
  const nobody = { incidentId: incident.id, islandName: place.islandName, lines: [], elsewhere: 0 };
  if (place.latitude === null || place.longitude === null) return { ...nobody, basis: 'no-place' };
  if (place.islandId === null) return { ...nobody, basis: 'island-unknown', elsewhere: units.length };
  const target = { latitude: place.latitude, longitude: place.longitude };
  const inService = units.filter(({ unit }) => unit.status !== 'out-of-service');
  const here = inService.filter((each) => islandOf(each) === place.islandId);
  const lines = here
    .map((each) => measured(each, target, incident, nowMs))
    .sort(
      (left, right) =>
        Number(right.suitable) - Number(left.suitable) ||
        Number(left.busy) - Number(right.busy) ||
        left.distanceM + left.uncertaintyM - (right.distanceM + right.uncertaintyM) ||
        (left.unitId < right.unitId ? -1 : 1),
    )
    .slice(0, lineLimit);
  return {
    incidentId: incident.id,
    basis: lines.length === 0 ? 'no-unit-on-island' : 'same-island-distance',
    islandName: place.islandName,
    lines,
    elsewhere: inService.length - here.length,
  };
}

function islandOf({ unit, position }: UnitWithPosition): string | null {
  return position ? position.islandId : unit.islandId;
}

function measured(
  { unit, position }: UnitWithPosition,
  target: { latitude: number; longitude: number },
  incident: Incident,
  nowMs: number,
): RecommendedUnit {
  const from = position ?? { latitude: unit.baseLatitude, longitude: unit.baseLongitude };
  return {
    unitId: unit.unitId,
    callSign: unit.callSign,
    kind: unit.kind,
    suitable: suits(unit.kind, incident.type),
    status: unit.status,
    distanceM: Math.round(distanceM(from, target)),
    uncertaintyM: position ? Math.round(uncertaintyM(position, nowMs, plausibleSpeedKmh)) : 0,
    positionFrom: position ? 'fix' : 'base',
    positionAgeMs: position ? Math.max(0, nowMs - position.fixedAtMs) : null,
    busy: unit.incidentId !== null && unit.incidentId !== incident.id,
  };
}
