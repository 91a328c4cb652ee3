import type { Act } from '../journal/act.ts';
import { failure, success, type Outcome } from '../outcome/outcome.ts';
import type { Place } from '../places/place.ts';
import type { UnitStanding } from '../units/unit.ts';
import { futureToleranceMs } from './fix-standing.ts';
import type { UnitPosition } from './position.ts';

/** Where a crew said it is, as somebody at a desk wrote it down. */
export type SpokenPosition = {
  readonly unitId: string;
  readonly text: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusM: number;
  readonly islandId: string | null;
  readonly atMs: number;
  readonly actor: string;
};

/** Words alone are no position: they belong into a note. */
export function decideSpokenPosition(unit: UnitStanding | undefined, place: Place): Outcome<readonly Act[]> {
  if (!unit) return failure('no-unit', 'There is no such unit in the profile.');
  if (place.latitude === null || place.longitude === null) return failure('no-point', 'The place has no point; choose one that is offered.');
  return success([{ kind: 'unit.position-spoken', unitId: unit.unitId, incidentId: unit.incidentId, place }]);
}

/**
 * The position that is drawn and reckoned with: the newer of the last fix and of what was said, with its age either way. What a clock far
 * ahead of ours wrote is left out, or it would hold back every fix until then.
 */
export function newestPosition(fix: UnitPosition | undefined, spoken: SpokenPosition | undefined, nowMs: number): UnitPosition | undefined {
  if (!spoken || spoken.atMs - nowMs > futureToleranceMs || (fix && fix.fixedAtMs >= spoken.atMs)) return fix;
  const { unitId, text, latitude, longitude, radiusM, islandId, atMs, actor } = spoken;
  const unknown = { speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false };
  const id = `spoken:${unitId}`;
  return { id: `${id}:${atMs}`, sourceId: 'spoken', deviceId: id, unitId, latitude, longitude, accuracyM: radiusM, islandId, fixedAtMs: atMs, receivedAtMs: atMs, ...unknown, spoken: { text, by: actor } };
}
