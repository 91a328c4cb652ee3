import type { Handlers } from '#contract/serve/serve.ts';
import { decideRelease, decideSend, noIncident } from '#domain/decisions/decide.ts';
import { recommend, type UnitWithPosition } from '#domain/dispatch/recommend.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Unit } from '#domain/units/unit.ts';
import { decided } from '../../journal/decided.ts';
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
      if (!incident) return noIncident;
      return success(recommend(incident, options.unitsWithPositions(), options.now()));
    },

    'dispatch.send': ({ incidentId, unitId }, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const incident = options.readIncident(incidentId);
        if (!incident) return { acts: [], answer: noIncident };
        const acts = decideSend(incident, options.readUnit(unitId));
        if (!acts.ok) return { acts: [], answer: acts };
        const messageId = newId();
        return {
          acts: acts.value,
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
      journal.record(requestId, asker.operator, () => decided(decideRelease(options.readIncident(incidentId), unitId))),
  };
}
