import type { Handlers } from '#contract/serve/serve.ts';
import { decidePreAlert, decideRelease, decideSend, noIncident, type Decided } from '#domain/decisions/decide.ts';
import type { UnitInField } from '#domain/dispatch/recommend.ts';
import { runCardFor, type RunCard } from '#domain/dispatch/run-card.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Unit } from '#domain/units/unit.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RouteSearch } from '../../route-search/route-search.ts';

/** Topic of what a unit is told, below the site's. */
function unitTopic(siteId: string, unitId: string, what: 'assignment' | 'pre-alert'): string {
  return `cc112/v1/${siteId}/units/${unitId}/${what}`;
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
  unitsInField: () => readonly UnitInField[];
  runCards: readonly RunCard[];
  routes: Pick<RouteSearch, 'recommend'>;
}): Pick<Handlers, 'dispatch.recommend' | 'dispatch.send' | 'dispatch.pre-alert' | 'dispatch.release'> {
  const { journal, siteId } = options;

  const tell = (
    what: 'assignment' | 'pre-alert',
    { incidentId, unitId }: { incidentId: string; unitId: string },
    operator: string,
    requestId: string,
    decide: (incident: Incident, unit: Unit | undefined) => Decided,
  ) =>
    journal.record(requestId, operator, (newId) => {
      const incident = options.readIncident(incidentId);
      if (!incident) return { acts: [], answer: noIncident };
      const acts = decide(incident, options.readUnit(unitId));
      if (!acts.ok) return { acts: [], answer: acts };
      const messageId = newId();
      const { latitude, longitude, radiusM, text } = incident.place;
      const { id, number, type, priority, note } = incident;
      const message = {
        v: 1,
        id: messageId,
        ts: new Date(options.now()).toISOString(),
        unit_id: unitId,
        assigned_by: operator,
        exercise: options.exercise,
        incident: { id, number, type, priority, place: { text, latitude, longitude, radiusM }, note },
      };
      const outgoing = [{ id: messageId, topic: unitTopic(siteId, unitId, what), payload: JSON.stringify(message) }];
      return { acts: acts.value, outgoing: options.hasBroker ? outgoing : [], answer: success({ messageId }) };
    });

  return {
    'dispatch.recommend': ({ incidentId }, asker) => {
      const incident = options.readIncident(incidentId);
      if (!incident) return noIncident;
      return options.routes.recommend({ incident, card: runCardFor(options.runCards, incident.type, incident.priority), units: options.unitsInField() }, asker.seat);
    },
    'dispatch.send': (input, asker, requestId) => tell('assignment', input, asker.operator, requestId, decideSend),
    'dispatch.pre-alert': (input, asker, requestId) => tell('pre-alert', input, asker.operator, requestId, decidePreAlert),
    'dispatch.release': ({ incidentId, unitId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideRelease(options.readIncident(incidentId), unitId))),
  };
}
