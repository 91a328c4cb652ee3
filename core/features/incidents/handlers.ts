import type { Handlers } from '#contract/serve/serve.ts';
import { activeAssignments } from '#domain/incidents/fold-incident.ts';
import { incidentNumber, startOfSiteDayMs } from '#domain/incidents/incident-number.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Act } from '#domain/journal/act.ts';
import { failure, success, type Failure } from '#domain/outcome/outcome.ts';
import type { Place } from '#domain/places/place.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Decision } from '../../journal/own-acts.ts';
import type { IncidentStore } from './store.ts';

type IncidentHandlers = Pick<
  Handlers,
  'incident.open' | 'incident.change' | 'incident.note' | 'incident.close' | 'incident.find'
>;

export function createIncidentHandlers(options: {
  journal: Journal;
  store: IncidentStore;
  station: string;
  utcOffsetMinutes: number;
  now: () => number;
  callerNumber: (callId: string) => string | null;
  islandAt: (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null;
}): IncidentHandlers {
  const { journal, store, station, utcOffsetMinutes } = options;

  /** A point without an island, as a script or typed coordinates give it, gets the one it lies on: units are ranked by that. */
  const onItsIsland = (place: Place): Place => {
    if (place.islandId !== null || place.latitude === null || place.longitude === null) return place;
    const island = options.islandAt(place.latitude, place.longitude);
    return island ? { ...place, islandId: island.id, islandName: island.name } : place;
  };

  const decideOn = (
    incidentId: string,
    decide: (incident: Incident) => readonly Act[] | Failure,
  ): Decision<Record<string, never>> => {
    const incident = store.read(incidentId);
    if (!incident) return { acts: [], answer: failure('no-incident', `There is no incident ${incidentId} at this station.`) };
    const decided = decide(incident);
    return 'ok' in decided ? { acts: [], answer: decided } : { acts: decided, answer: success({}) };
  };

  return {
    'incident.open': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const nowMs = options.now();
        const today = store.countOpenedSince(startOfSiteDayMs(nowMs, utcOffsetMinutes), station);
        const number = incidentNumber(station, nowMs, utcOffsetMinutes, today + 1);
        const incidentId = newId();
        const callerNumber = input.callId === null ? null : options.callerNumber(input.callId);
        return {
          acts: [{ kind: 'incident.opened', incidentId, number, ...input, place: onItsIsland(input.place), callerNumber }],
          answer: success({ incidentId, number }),
        };
      }),

    'incident.change': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, () =>
        decideOn(input.incidentId, () => {
          const changes = {
            ...(input.type === undefined ? {} : { type: input.type }),
            ...(input.priority === undefined ? {} : { priority: input.priority }),
            ...(input.place === undefined ? {} : { place: onItsIsland(input.place) }),
          };
          return Object.keys(changes).length === 0 ? [] : [{ kind: 'incident.changed', incidentId: input.incidentId, ...changes }];
        }),
      ),

    'incident.note': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, () =>
        decideOn(input.incidentId, () => [{ kind: 'incident.noted', incidentId: input.incidentId, text: input.text }]),
      ),

    'incident.close': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, () =>
        decideOn(input.incidentId, (incident) => {
          if (incident.status === 'closed') return failure('already-closed', `Incident ${incident.number} is closed already.`);
          return [
            ...activeAssignments(incident).map(
              ({ unitId }): Act => ({ kind: 'unit.released', incidentId: incident.id, unitId }),
            ),
            { kind: 'incident.closed', incidentId: incident.id, disposition: input.disposition },
          ];
        }),
      ),

    'incident.find': (input) => success(store.read(input.incidentId) ?? null),
  };
}
