import { buildConflict } from '../conflicts/build-conflict.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { choose, decide, isContested, unseen } from '../conflicts/register.ts';
import type { JournalEvent } from '../journal/act.ts';
import { saw } from '../journal/saw.ts';
import type { UnitState, UnitStatus } from './unit.ts';

/** What is known of a unit nobody has decided anything about. */
export function untouchedUnit(unitId: string): UnitState {
  return { unitId, status: 'available', statusSinceMs: 0, statusBy: null, incidentId: null, decided: { status: [], incident: [] }, conflicts: [] };
}

/**
 * The unit after one more event of the journal: a status changes by a person's act and by nothing else. Of two incidents it was
 * sent to by seats that could not see each other, the first has it.
 */
export function foldUnit(unit: UnitState, event: JournalEvent): UnitState {
  const { act } = event;
  const { decided } = unit;
  switch (act.kind) {
    case 'unit.assigned':
      return settle(withStatus(unit, 'assigned', event), decide(decided.incident, act.incidentId, event));
    case 'unit.released': {
      const left = decided.incident.filter(({ value, by }) => value !== act.incidentId || !saw(event, by));
      const holds = left[0]?.value ?? null;
      if (unit.incidentId !== act.incidentId || holds === act.incidentId) return settle(unit, left);
      return settle(withStatus(unit, holds === null ? 'available' : 'assigned', event), left);
    }
    case 'unit.status-set':
      return settle(withStatus(unit, act.status, event), decided.incident);
    case 'conflict.resolved':
      if (act.entity !== `unit:${unit.unitId}`) return unit;
      if (act.rule === 'unit-on-two-incidents') return settle(sentAgain(unit, event), choose(decided.incident, act.chosenEventId, event, act.chosen?.incidentId));
      if (act.rule !== 'unit-status') return unit;
      return settle({ ...unit, decided: { ...decided, status: choose(decided.status, act.chosenEventId, event, act.chosen?.status) } }, decided.incident);
    case 'incident.opened':
    case 'incident.changed':
    case 'incident.noted':
    case 'incident.closed':
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
    case 'unit.pre-alerted':
    case 'call.linked':
    case 'complaint.opened':
    case 'complaint.noted':
    case 'complaint.assigned':
    case 'complaint.answered':
    case 'complaint.closed':
    case 'complaint.reopened':
    case 'complaint.joined':
    case 'complaint.upgraded':
    case 'recording.kept':
    case 'alarm.acknowledged':
    case 'alarm.closed':
    case 'radio.named':
    case 'unit.position-spoken':
    case 'transmission.filed':
    case 'transmission.taken-out':
      return unit;
  }
}

/** A unit that a seat apart had released from everything meanwhile is on its way again by the choice. */
function sentAgain(unit: UnitState, event: JournalEvent): UnitState {
  return unit.decided.incident.length === 0 ? withStatus(unit, 'assigned', event) : unit;
}

function withStatus(unit: UnitState, status: UnitStatus, event: JournalEvent): UnitState {
  return { ...unit, decided: { ...unit.decided, status: [...unseen(unit.decided.status, event), ...decide([], status, event)] } };
}

function settle(unit: UnitState, incident: UnitState['decided']['incident']): UnitState {
  const { status } = unit.decided;
  const holds = status.at(-1);
  return {
    ...unit,
    status: holds?.value ?? unit.status,
    statusSinceMs: holds?.by.atMs ?? unit.statusSinceMs,
    statusBy: holds?.by.actor ?? unit.statusBy,
    incidentId: incident[0]?.value ?? null,
    decided: { status, incident },
    conflicts: conflictsOf(unit.unitId, status, incident),
  };
}

function conflictsOf(unitId: string, status: UnitState['decided']['status'], incident: UnitState['decided']['incident']): readonly Conflict[] {
  const entity = `unit:${unitId}` as const;
  const incidentIds = [...new Set(incident.map(({ value }) => value))];
  const conflicts: Conflict[] = [];
  if (isContested(incident)) {
    const show = (incidentId: string): unknown => ({ incidentId });
    conflicts.push(buildConflict(entity, 'unit-on-two-incidents', incident, incident[0], { incidentIds, unitId, show }));
  }
  if (isContested(status)) {
    const show = (value: UnitStatus): unknown => ({ value });
    conflicts.push(buildConflict(entity, 'unit-status', status, status.at(-1), { incidentIds: incidentIds.slice(0, 1), unitId, show }));
  }
  return conflicts;
}
