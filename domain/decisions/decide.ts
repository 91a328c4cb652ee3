import type { Conflict } from '../conflicts/conflict.ts';
import { settle } from '../conflicts/settle.ts';
import { activeAssignments } from '../incidents/fold-incident.ts';
import type { Disposition, Incident, IncidentType, Priority } from '../incidents/incident.ts';
import type { Act } from '../journal/act.ts';
import { failure, success, type Outcome } from '../outcome/outcome.ts';
import type { Place } from '../places/place.ts';
import type { UnitStanding, UnitStatus } from '../units/unit.ts';

/** What a decision makes happen, or why it may not be made. Stations and central decide by these same rules. */
export type Decided = Outcome<readonly Act[]>;

export const noIncident = failure('no-incident', 'There is no such incident.');

export function decideChange(
  incident: Incident | undefined,
  changes: { readonly type?: IncidentType | undefined; readonly priority?: Priority | undefined; readonly place?: Place | undefined },
): Decided {
  if (!incident) return noIncident;
  const { type, priority, place } = changes;
  const changed = {
    ...(type === undefined ? {} : { type }),
    ...(priority === undefined ? {} : { priority }),
    ...(place === undefined ? {} : { place }),
  };
  return success(Object.keys(changed).length === 0 ? [] : [{ kind: 'incident.changed', incidentId: incident.id, ...changed }]);
}

export function decideNote(incident: Incident | undefined, text: string): Decided {
  return incident ? success([{ kind: 'incident.noted', incidentId: incident.id, text }]) : noIncident;
}

/**
 * Closing releases every unit: none is left busy on a closed incident. Also one that was sent elsewhere first by a seat apart, or it would
 * come back to this incident when it is released there.
 */
export function decideClose(incident: Incident | undefined, disposition: Disposition): Decided {
  if (!incident) return noIncident;
  if (incident.status === 'closed') return failure('already-closed', `Incident ${incident.number} is closed already.`);
  const units = new Set(incident.assignments.flatMap(({ unitId, releasedAtMs }) => (releasedAtMs === null ? [unitId] : [])));
  const released = [...units].map((unitId): Act => ({ kind: 'unit.released', incidentId: incident.id, unitId }));
  return success([...released, { kind: 'incident.closed', incidentId: incident.id, disposition }]);
}

export function decideSend(incident: Incident, unit: (UnitStanding & { readonly callSign: string }) | undefined): Decided {
  if (!unit) return failure('no-unit', 'There is no such unit in the profile.');
  if (incident.status === 'closed') return failure('incident-closed', `Incident ${incident.number} is closed; open a new one to send a unit.`);
  if (unit.incidentId === incident.id) return failure('already-sent', `${unit.callSign} is on ${incident.number} already.`);
  if (unit.incidentId !== null) return failure('unit-busy', `${unit.callSign} is on another incident; release it there first.`);
  if (unit.status === 'out-of-service') return failure('unit-out-of-service', `${unit.callSign} is out of service.`);
  return success([{ kind: 'unit.assigned', incidentId: incident.id, unitId: unit.unitId }]);
}

/** Tells a unit to get ready. It is not sent, and its status stays. */
export function decidePreAlert(incident: Incident, unit: UnitStanding | undefined): Decided {
  if (!unit) return failure('no-unit', 'There is no such unit in the profile.');
  if (incident.status === 'closed') return failure('incident-closed', `Incident ${incident.number} is closed.`);
  return success([{ kind: 'unit.pre-alerted', incidentId: incident.id, unitId: unit.unitId }]);
}

export function decideRelease(incident: Incident | undefined, unitId: string): Decided {
  if (!incident) return noIncident;
  const isOnIt = activeAssignments(incident).some((assignment) => assignment.unitId === unitId);
  if (!isOnIt) return failure('not-assigned', `The unit is not on incident ${incident.number}.`);
  return success([{ kind: 'unit.released', incidentId: incident.id, unitId }]);
}

/**
 * Free or out of service means off its incident, and off every other that a seat apart sent it to: a unit is never left busy on nothing, nor
 * free and on its way. `sentTo`: every incident it was sent to and not released from.
 */
export function decideStatus({ unitId, incidentId }: UnitStanding, sentTo: readonly string[], status: UnitStatus): Decided {
  const isOff = status === 'available' || status === 'out-of-service';
  const released = isOff ? [...new Set(sentTo)].map((each): Act => ({ kind: 'unit.released', incidentId: each, unitId })) : [];
  return success([...released, { kind: 'unit.status-set', unitId, status, incidentId }]);
}

/** Settles a conflict. One that is settled already is left: somebody was quicker, and what they chose stands in the timeline. */
export function decideConflict(conflict: Conflict | undefined, chosenEventId: string): Decided {
  if (!conflict) return success([]);
  if (!conflict.sides.some((side) => side.eventId === chosenEventId)) {
    return failure('no-such-side', 'The chosen decision is not one of those that contradict each other.');
  }
  return success(settle(conflict, chosenEventId));
}
