import type { AlarmClosing } from '../alarms/alarm.ts';
import { wholeClaim, type ClaimState } from '../calls/claim-state.ts';
import { foldClaim } from '../calls/fold-claim.ts';
import { foldNumber, untouchedNumber, type NumberState } from '../calls/number-mute.ts';
import type { ComplaintState } from '../complaints/complaint-state.ts';
import { foldComplaint } from '../complaints/fold-complaint.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { foldIncident } from '../incidents/fold-incident.ts';
import type { IncidentState } from '../incidents/incident-state.ts';
import { foldLandmark, untouchedLandmark, type LandmarkState } from '../landmarks/landmark.ts';
import type { Filing } from '../radio/filing.ts';
import type { RadioNaming } from '../radio/radio-naming.ts';
import type { SpokenPosition } from '../positions/spoken-position.ts';
import { foldObstacle, untouchedObstacle, type ObstacleState } from '../routes/obstacle.ts';
import { foldUnit, untouchedUnit } from '../units/fold-unit.ts';
import type { UnitState } from '../units/unit.ts';
import type { EntityReference, JournalEvent } from './act.ts';

export const entityKinds = ['incident', 'unit', 'call', 'alarm', 'number', 'obstacle', 'landmark', 'complaint', 'closing', 'radio', 'filing', 'spoken'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** Who acknowledged an alarm first. */
export type AlarmAcknowledgement = { readonly atMs: number; readonly actor: string };

/** The folded state of an entity, by kind. Undefined: nothing is known of it. */
export type EntityState = {
  readonly incident: IncidentState;
  readonly unit: UnitState;
  readonly call: ClaimState;
  readonly alarm: AlarmAcknowledgement;
  readonly number: NumberState;
  readonly obstacle: ObstacleState;
  readonly landmark: LandmarkState;
  readonly complaint: ComplaintState;
  readonly closing: AlarmClosing;
  readonly radio: RadioNaming;
  readonly filing: Filing;
  readonly spoken: SpokenPosition;
};

export type AnyEntityState = EntityState[EntityKind];

/** The kind and the id of a reference. Throws on a reference that is none. */
export function splitReference(reference: EntityReference): { kind: EntityKind; id: string } {
  const colon = reference.indexOf(':');
  const kind = entityKinds.find((each) => each === reference.slice(0, colon));
  if (kind === undefined) throw new Error(`${reference} is no entity`);
  return { kind, id: reference.slice(colon + 1) };
}

/**
 * An entity's state after one more event that touches it. Events must be folded in the order of the hybrid clock; then every
 * station that has the same events has the same state, whichever way and in which order they arrived.
 */
export function foldEntity(reference: EntityReference, state: AnyEntityState | undefined, event: JournalEvent): AnyEntityState | undefined {
  const { kind, id } = splitReference(reference);
  switch (kind) {
    case 'incident':
      return foldIncident(state as IncidentState | undefined, event);
    case 'unit':
      return foldUnit((state as UnitState | undefined) ?? untouchedUnit(id), event);
    case 'call':
      return foldClaim(wholeClaim(id, state as ClaimState | undefined), event);
    case 'number':
      return foldNumber((state as NumberState | undefined) ?? untouchedNumber(id), event);
    case 'obstacle':
      return foldObstacle((state as ObstacleState | undefined) ?? untouchedObstacle(id), event);
    case 'landmark':
      return foldLandmark((state as LandmarkState | undefined) ?? untouchedLandmark(id), event);
    case 'complaint':
      return foldComplaint(state as ComplaintState | undefined, event);
    case 'alarm':
      return state ?? (event.act.kind === 'alarm.acknowledged' ? { atMs: event.atMs, actor: event.actor } : undefined);
    case 'closing':
      return state ?? (event.act.kind === 'alarm.closed' ? { atMs: event.atMs, actor: event.actor, reason: event.act.reason } : undefined);
    case 'radio':
    case 'filing':
    case 'spoken':
      return foldDesk(event) ?? state;
  }
}

/** What a person said last of a radio, of where a transmission belongs, or of where a unit is. */
function foldDesk({ act, atMs, actor }: JournalEvent): RadioNaming | Filing | SpokenPosition | undefined {
  switch (act.kind) {
    case 'radio.named':
      return { radioId: act.radioId, name: act.name, unitId: act.unitId, atMs, actor };
    case 'unit.position-spoken': {
      const { text, latitude, longitude, radiusM, islandId } = act.place;
      return latitude === null || longitude === null ? undefined : { unitId: act.unitId, text, latitude, longitude, radiusM: radiusM ?? 0, islandId, atMs, actor };
    }
    case 'transmission.filed':
      return { incidentId: act.incidentId, atMs, actor };
    case 'transmission.taken-out':
      return { incidentId: null, atMs, actor };
    default:
      return undefined;
  }
}

/** The open conflicts that stand in an entity's state. */
export function conflictsIn(state: AnyEntityState | undefined): readonly Conflict[] {
  return (state as { readonly conflicts?: readonly Conflict[] } | undefined)?.conflicts ?? [];
}
