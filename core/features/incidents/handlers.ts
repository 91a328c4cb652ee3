import type { Handlers } from '#contract/serve/serve.ts';
import { decideChange, decideClose, decideNote } from '#domain/decisions/decide.ts';
import { incidentNumber, startOfSiteDayMs } from '#domain/incidents/incident-number.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Place } from '#domain/places/place.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
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

    'incident.change': ({ incidentId, type, priority, place }, asker, requestId) =>
      journal.record(requestId, asker.operator, () =>
        decided(decideChange(store.read(incidentId), { type, priority, place: place && onItsIsland(place) })),
      ),

    'incident.note': ({ incidentId, text }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideNote(store.read(incidentId), text))),

    'incident.close': ({ incidentId, disposition }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideClose(store.read(incidentId), disposition))),

    'incident.find': (input) => success(store.read(input.incidentId) ?? null),
  };
}
