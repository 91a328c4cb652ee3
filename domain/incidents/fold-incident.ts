import type { JournalEvent } from '../journal/act.ts';
import type { Assignment, Incident } from './incident.ts';

/** The incident after one more event of the journal. Events that do not concern it leave it as it was. */
export function foldIncident(incident: Incident | undefined, event: JournalEvent): Incident | undefined {
  const { act } = event;
  if (act.kind === 'incident.opened') {
    return incident ?? {
      id: act.incidentId,
      number: act.number,
      status: 'open',
      type: act.type,
      priority: act.priority,
      place: act.place,
      note: act.note,
      callIds: act.callId === null ? [] : [act.callId],
      callerNumber: act.callerNumber,
      assignments: [],
      openedAtMs: event.atMs,
      openedBy: event.actor,
      openedStation: event.station,
      changedAtMs: event.atMs,
      closedAtMs: null,
      disposition: null,
    };
  }
  if (!incident) return undefined;
  const changed = { ...incident, changedAtMs: Math.max(incident.changedAtMs, event.atMs) };
  switch (act.kind) {
    case 'incident.changed':
      return {
        ...changed,
        type: act.type ?? incident.type,
        priority: act.priority ?? incident.priority,
        place: act.place ?? incident.place,
      };
    case 'incident.closed':
      return { ...changed, status: 'closed', closedAtMs: event.atMs, disposition: act.disposition };
    case 'unit.assigned':
      return { ...changed, assignments: [...incident.assignments, newAssignment(act.unitId, event)] };
    case 'unit.released':
      return { ...changed, assignments: incident.assignments.map((each) => released(each, act.unitId, event.atMs)) };
    case 'call.linked':
      return incident.callIds.includes(act.callId) ? changed : { ...changed, callIds: [...incident.callIds, act.callId] };
    case 'conflict.resolved':
    case 'incident.noted':
    case 'unit.status-set':
      return changed;
    case 'call.answered':
    case 'alarm.acknowledged':
      return incident;
  }
}

/** Units on the way to or at the incident now. */
export function activeAssignments(incident: Incident): readonly Assignment[] {
  return incident.assignments.filter((assignment) => assignment.releasedAtMs === null);
}

function newAssignment(unitId: string, event: JournalEvent): Assignment {
  return { unitId, assignedAtMs: event.atMs, assignedBy: event.actor, releasedAtMs: null };
}

function released(assignment: Assignment, unitId: string, atMs: number): Assignment {
  return assignment.unitId === unitId && assignment.releasedAtMs === null ? { ...assignment, releasedAtMs: atMs } : assignment;
}
