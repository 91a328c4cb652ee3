import type { JournalEvent } from '../journal/act.ts';
import type { UnitStanding } from './unit.ts';

/** What is known of a unit nobody has decided anything about. */
export function untouchedUnit(unitId: string): UnitStanding {
  return { unitId, status: 'available', statusSinceMs: 0, statusBy: null, incidentId: null };
}

/** The unit after one more event of the journal: a status changes by a person's act and by nothing else. */
export function foldUnit(unit: UnitStanding, event: JournalEvent): UnitStanding {
  const { act } = event;
  switch (act.kind) {
    case 'unit.assigned':
      return { unitId: unit.unitId, status: 'assigned', statusSinceMs: event.atMs, statusBy: event.actor, incidentId: act.incidentId };
    case 'unit.released':
      return unit.incidentId === act.incidentId
        ? { unitId: unit.unitId, status: 'available', statusSinceMs: event.atMs, statusBy: event.actor, incidentId: null }
        : unit;
    case 'unit.status-set':
      return { ...unit, status: act.status, statusSinceMs: event.atMs, statusBy: event.actor };
    case 'incident.opened':
    case 'incident.changed':
    case 'incident.noted':
    case 'incident.closed':
    case 'call.answered':
    case 'call.linked':
    case 'alarm.acknowledged':
    case 'conflict.resolved':
      return unit;
  }
}
