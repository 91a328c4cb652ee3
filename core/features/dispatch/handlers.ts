import type { Handlers } from '#contract/serve/serve.ts';
import { recommend, type UnitWithPosition } from '#domain/dispatch/recommend.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { activeAssignments } from '#domain/incidents/fold-incident.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Unit } from '#domain/units/unit.ts';
import type { Journal } from '../../journal/journal.ts';

/** Topic of a unit's own assignments, below the site's. */
function assignmentTopic(siteId: string, unitId: string): string {
  return `cc112/v1/${siteId}/units/${unitId}/assignment`;
}

export function createDispatchHandlers(options: {
  journal: Journal;
  siteId: string;
  /** Without a broker of the site nobody could ever be told: nothing is put in the outbox. */
  hasBroker: boolean;
  exercise: boolean;
  now: () => number;
  readIncident: (id: string) => Incident | undefined;
  readUnit: (id: string) => Unit | undefined;
  unitsWithPositions: () => readonly UnitWithPosition[];
}): Pick<Handlers, 'dispatch.recommend' | 'dispatch.send' | 'dispatch.release'> {
  const { journal, siteId } = options;
  return {
    'dispatch.recommend': ({ incidentId }) => {
      const incident = options.readIncident(incidentId);
      if (!incident) return failure('no-incident', `There is no incident ${incidentId} at this station.`);
      return success(recommend(incident, options.unitsWithPositions(), options.now()));
    },

    'dispatch.send': ({ incidentId, unitId }, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const incident = options.readIncident(incidentId);
        const unit = options.readUnit(unitId);
        const refuse = (code: string, sentence: string) => ({ acts: [], answer: failure(code, sentence) });
        if (!incident) return refuse('no-incident', `There is no incident ${incidentId} at this station.`);
        if (!unit) return refuse('no-unit', `There is no unit ${unitId} in the profile.`);
        if (incident.status === 'closed') return refuse('incident-closed', `Incident ${incident.number} is closed; open a new one to send a unit.`);
        if (unit.incidentId === incidentId) return refuse('already-sent', `${unit.callSign} is on ${incident.number} already.`);
        if (unit.incidentId !== null) return refuse('unit-busy', `${unit.callSign} is on another incident; release it there first.`);
        if (unit.status === 'out-of-service') return refuse('unit-out-of-service', `${unit.callSign} is out of service.`);
        const messageId = newId();
        return {
          acts: [{ kind: 'unit.assigned', incidentId, unitId }],
          outgoing: !options.hasBroker ? [] : [
            {
              id: messageId,
              topic: assignmentTopic(siteId, unitId),
              payload: JSON.stringify({
                v: 1,
                id: messageId,
                ts: new Date(options.now()).toISOString(),
                unit_id: unitId,
                assigned_by: asker.operator,
                exercise: options.exercise,
                incident: {
                  id: incident.id,
                  number: incident.number,
                  type: incident.type,
                  priority: incident.priority,
                  place: {
                    text: incident.place.text,
                    latitude: incident.place.latitude,
                    longitude: incident.place.longitude,
                    radiusM: incident.place.radiusM,
                  },
                  note: incident.note,
                },
              }),
            },
          ],
          answer: success({ messageId }),
        };
      }),

    'dispatch.release': ({ incidentId, unitId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const incident = options.readIncident(incidentId);
        if (!incident) return { acts: [], answer: failure('no-incident', `There is no incident ${incidentId} at this station.`) };
        const active = activeAssignments(incident).some((assignment) => assignment.unitId === unitId);
        return active
          ? { acts: [{ kind: 'unit.released', incidentId, unitId }], answer: success({}) }
          : { acts: [], answer: failure('not-assigned', `The unit is not on incident ${incident.number}.`) };
      }),
  };
}
