import type { Handlers } from '#contract/serve/serve.ts';
import { decideChange, decideClose, decideNote } from '#domain/decisions/decide.ts';
import { success } from '#domain/outcome/outcome.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { IncidentOpening } from './opening.ts';
import type { IncidentStore } from './store.ts';

type IncidentHandlers = Pick<
  Handlers,
  'incident.open' | 'incident.change' | 'incident.note' | 'incident.close' | 'incident.find'
>;

export function createIncidentHandlers({ journal, store, opening }: { journal: Journal; store: IncidentStore; opening: IncidentOpening }): IncidentHandlers {
  return {
    'incident.open': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const act = opening.openedAct(newId, input);
        return { acts: [act], answer: success({ incidentId: act.incidentId, number: act.number }) };
      }),

    'incident.change': ({ incidentId, type, priority, place }, asker, requestId) =>
      journal.record(requestId, asker.operator, () =>
        decided(decideChange(store.read(incidentId), { type, priority, place: place && opening.onItsIsland(place) })),
      ),

    'incident.note': ({ incidentId, text }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideNote(store.read(incidentId), text))),

    'incident.close': ({ incidentId, disposition }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideClose(store.read(incidentId), disposition))),

    'incident.find': (input) => success(store.read(input.incidentId) ?? null),
  };
}
