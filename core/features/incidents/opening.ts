import type { ParsedInput } from '#contract/commands.ts';
import { incidentNumber, startOfSiteDayMs } from '#domain/incidents/incident-number.ts';
import type { Act } from '#domain/journal/act.ts';
import type { Place } from '#domain/places/place.ts';
import type { IncidentStore } from './store.ts';

export type OpenedAct = Extract<Act, { kind: 'incident.opened' }>;

/** How an incident begins at this station, whichever command opens it. */
export type IncidentOpening = {
  /** Inside the transaction of the act. A caller's number that is known already is given with it. */
  openedAct(newId: () => string, input: ParsedInput<'incident.open'>, callerNumber?: string | null): OpenedAct;
  /** A point without an island, as a script or typed coordinates give it, gets the one it lies on: units are ranked by that. */
  onItsIsland(place: Place): Place;
};

export function createIncidentOpening(options: {
  store: Pick<IncidentStore, 'countOpenedSince'>;
  station: string;
  utcOffsetMinutes: number;
  now: () => number;
  callerNumber: (callId: string) => string | null;
  islandAt: (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null;
}): IncidentOpening {
  const { store, station, utcOffsetMinutes } = options;
  const onItsIsland = (place: Place): Place => {
    if (place.islandId !== null || place.latitude === null || place.longitude === null) return place;
    const island = options.islandAt(place.latitude, place.longitude);
    return island ? { ...place, islandId: island.id, islandName: island.name } : place;
  };
  return {
    onItsIsland,
    openedAct(newId, input, callerNumber) {
      const nowMs = options.now();
      const today = store.countOpenedSince(startOfSiteDayMs(nowMs, utcOffsetMinutes), station);
      const number = incidentNumber(station, nowMs, utcOffsetMinutes, today + 1);
      const known = callerNumber ?? (input.callId === null ? null : options.callerNumber(input.callId));
      return { kind: 'incident.opened', incidentId: newId(), number, ...input, place: onItsIsland(input.place), callerNumber: known };
    },
  };
}
