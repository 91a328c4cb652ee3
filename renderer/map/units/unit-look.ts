import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { positionAge } from '../../ui/marks/position-age-mark.ts';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import type { Tone } from '../../ui/shape.tsx';
import type { UnitForm } from '../icons/icon-name.ts';

/** How one unit is drawn now, before any drawing. */
export type UnitLook = {
  readonly unit: Unit;
  readonly position: UnitPosition | null;
  readonly longitude: number;
  readonly latitude: number;
  readonly form: UnitForm;
  readonly tone: Tone;
  readonly ageMs: number | null;
  /** Null when the unit stands, or when its fix is no longer live. */
  readonly headingDeg: number | null;
  readonly chosen: boolean;
  /** 0 to 7: busy units above free ones, live ones above old ones, the chosen one on top. */
  readonly rank: number;
};

/** Slower than this a heading is noise. */
const movingKmh = 3;

/**
 * The looks of all units that are drawn. A unit without a fix is not: its base is not its place. Only a Puskesmas, which is a building,
 * then stands at its base, in a form of its own.
 */
export function unitLooks(given: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly chosenUnitId: string | null;
  /** The moment that is drawn. */
  readonly nowMs: number;
  /** Of the past only places are known: every unit is drawn without a status. */
  readonly isPast: boolean;
}): readonly UnitLook[] {
  const looks: UnitLook[] = [];
  for (const unit of given.units.values()) {
    const position = given.positions.get(unit.unitId);
    if (position === undefined && unit.kind !== 'puskesmas') continue;
    looks.push(lookOf(unit, position ?? null, unit.unitId === given.chosenUnitId, given));
  }
  return looks;
}

function lookOf(unit: Unit, position: UnitPosition | null, chosen: boolean, { nowMs, isPast }: { readonly nowMs: number; readonly isPast: boolean }): UnitLook {
  const ageMs = position && nowMs - position.fixedAtMs;
  const age = positionAge(ageMs, position?.declaredStale ?? false);
  const form = age === 'none' ? 'base' : age;
  const moves = form === 'live' && (position?.speedKmh ?? 0) >= movingKmh;
  return {
    unit,
    position,
    longitude: position?.longitude ?? unit.baseLongitude,
    latitude: position?.latitude ?? unit.baseLatitude,
    form,
    tone: isPast ? 'plain' : unitStatusMark[unit.status].tone,
    ageMs,
    headingDeg: moves ? (position?.headingDeg ?? null) : null,
    chosen,
    rank: (chosen ? 4 : 0) + (unit.incidentId === null ? 0 : 2) + (form === 'live' ? 1 : 0),
  };
}
