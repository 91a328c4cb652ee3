import { decisionOf } from '../conflicts/decision.ts';
import { choose, decide, unseen, type Register } from '../conflicts/register.ts';
import type { Act, JournalEvent } from '../journal/act.ts';
import { saw } from '../journal/saw.ts';
import type { Assignment, FoldedIncident, Incident } from './incident.ts';
import { settleIncident, type Closing, type IncidentState } from './incident-state.ts';

/** The incident after one more event of the journal. Events that do not concern it leave it as it was. */
export function foldIncident(incident: IncidentState | undefined, event: JournalEvent): IncidentState | undefined {
  const { act } = event;
  if (act.kind === 'incident.opened') return incident ?? opened(act, event);
  if (!incident) return undefined;
  const changed = { ...incident, changedAtMs: Math.max(incident.changedAtMs, event.atMs) };
  const { decided } = incident;
  switch (act.kind) {
    case 'incident.changed':
      return settleIncident({
        ...changed,
        decided: {
          ...decided,
          type: act.type === undefined ? decided.type : decide(decided.type, act.type, event),
          priority: act.priority === undefined ? decided.priority : decide(decided.priority, act.priority, event),
          place: act.place === undefined ? decided.place : decide(decided.place, act.place, event),
        },
      });
    case 'incident.closed': {
      const closing: Closing = { disposition: act.disposition, seen: event.seen ?? {} };
      return settleIncident({ ...changed, decided: { ...decided, closing: decide(decided.closing, closing, event) } });
    }
    case 'unit.assigned':
      return settleIncident({
        ...changed,
        assignments: [...incident.assignments, newAssignment(act.unitId, event)],
        decided: { ...decided, sent: [...decided.sent, ...decide([], act.unitId, event)] },
      });
    case 'unit.released': {
      // Who releases a unit takes back what was known there; a seat apart that sent it once more is not overruled in silence.
      const sent = decided.sent.filter(({ value, by }) => value !== act.unitId || !saw(event, by));
      const assignments = incident.assignments.map((each) => (stands(each, sent) ? each : released(each, act.unitId, event.atMs)));
      return settleIncident({ ...changed, assignments, decided: { ...decided, sent } });
    }
    case 'call.linked':
      return incident.callIds.includes(act.callId) ? changed : { ...changed, callIds: [...incident.callIds, act.callId] };
    case 'conflict.resolved':
      if (act.entity === `incident:${incident.id}`) return settleIncident({ ...changed, decided: resolved(incident, act, event) });
      return act.rule === 'unit-on-two-incidents' && act.chosen?.incidentId === incident.id ? settleIncident(keptHere(changed, act, event)) : changed;
    case 'incident.noted':
    case 'complaint.upgraded':
    case 'unit.status-set':
    case 'unit.pre-alerted':
    case 'unit.position-spoken':
    case 'transmission.filed':
    case 'transmission.taken-out':
      return changed;
    case 'call.answered':
    case 'call.closed':
    case 'call.called-back':
    case 'number.muted':
    case 'number.unmuted':
    case 'obstacle.reported':
    case 'obstacle.cleared':
    case 'landmark.saved':
    case 'landmark.renamed':
    case 'landmark.withdrawn':
    case 'complaint.opened':
    case 'complaint.noted':
    case 'complaint.assigned':
    case 'complaint.answered':
    case 'complaint.closed':
    case 'complaint.reopened':
    case 'complaint.joined':
    case 'recording.kept':
    case 'alarm.acknowledged':
    case 'alarm.closed':
    case 'radio.named':
      return incident;
  }
}

/** Units on the way to or at the incident now, as far as they are not effectively elsewhere. */
export function activeAssignments(incident: Pick<Incident, 'assignments'>): readonly Assignment[] {
  return incident.assignments.filter((assignment) => assignment.releasedAtMs === null && !assignment.overruled);
}

function opened(act: Extract<Act, { kind: 'incident.opened' }>, event: JournalEvent): IncidentState {
  const incident: FoldedIncident = {
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
  const by = <Value>(value: Value): Register<Value> => decide<Value>([], value, event);
  return { ...incident, decided: { type: by(act.type), priority: by(act.priority), place: by(act.place), closing: [], sent: [] }, conflicts: [] };
}

/** What holds after a person settled a conflict of the incident. */
function resolved({ decided }: IncidentState, act: Extract<Act, { kind: 'conflict.resolved' }>, event: JournalEvent): IncidentState['decided'] {
  const { chosenEventId, chosen = {} } = act;
  switch (act.rule) {
    case 'type':
      return { ...decided, type: choose(decided.type, chosenEventId, event, chosen.type) };
    case 'priority':
      return { ...decided, priority: choose(decided.priority, chosenEventId, event, chosen.priority) };
    case 'place':
      return { ...decided, place: choose(decided.place, chosenEventId, event, chosen.place) };
    case 'disposition': {
      const closing = chosen.disposition && { disposition: chosen.disposition, seen: event.seen ?? {} };
      return { ...decided, closing: closedNow(choose(decided.closing, chosenEventId, event, closing), event) };
    }
    case 'closed-and-extended':
      return decided.closing.some(({ by }) => by.eventId === chosenEventId)
        ? { ...decided, closing: closedNow(choose(decided.closing, chosenEventId, event), event) }
        : { ...decided, closing: unseen(decided.closing, event) };
    case 'unit-on-two-incidents':
    case 'unit-status':
    case 'call-answered-twice':
    case 'two-incidents-for-one-call':
    case 'junk-and-incident':
    case 'ticket-taken-twice':
    case 'ticket-closed-and-pursued':
    case 'ticket-outcome':
      return decided;
  }
}

/**
 * The incident that was chosen for a unit keeps it, as a decision made then: a seat apart that chose another, or released the unit, does not
 * take it away in silence.
 */
function keptHere(incident: IncidentState, { entity }: Extract<Act, { kind: 'conflict.resolved' }>, event: JournalEvent): IncidentState {
  const { sent } = incident.decided;
  const unitId = entity.slice('unit:'.length);
  const known = sent.find(({ value, by }) => value === unitId && saw(event, by));
  // The assignment is known by who made it and when; it goes on as the choice's.
  const by = { ...decisionOf(event), ...(known ? { atMs: known.by.atMs, actor: known.by.actor } : {}) };
  return {
    ...incident,
    assignments: known ? incident.assignments : [...incident.assignments, newAssignment(unitId, event)],
    decided: { ...incident.decided, sent: [...sent.filter((each) => each.value !== unitId || !saw(event, each.by)), { value: unitId, by }] },
  };
}

/** A closing that was chosen is decided in knowledge of all that the choice knew. */
function closedNow(closing: Register<Closing>, event: JournalEvent): Register<Closing> {
  return closing.map((each) => (each.by.eventId === event.id ? { ...each, value: { ...each.value, seen: event.seen ?? {} } } : each));
}

function newAssignment(unitId: string, event: JournalEvent): Assignment {
  return { unitId, assignedAtMs: event.atMs, assignedBy: event.actor, releasedAtMs: null, overruled: false };
}

function stands({ unitId, assignedAtMs, assignedBy }: Assignment, sent: Register<string>): boolean {
  return sent.some(({ value, by }) => value === unitId && by.atMs === assignedAtMs && by.actor === assignedBy);
}

function released(assignment: Assignment, unitId: string, atMs: number): Assignment {
  return assignment.unitId === unitId && assignment.releasedAtMs === null ? { ...assignment, releasedAtMs: atMs } : assignment;
}
