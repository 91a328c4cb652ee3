import type { Profile } from '#contract/profile.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Handlers } from '#contract/serve/serve.ts';
import type { UnitInField } from '#domain/dispatch/recommend.ts';
import { unitAbility } from '#domain/dispatch/run-card.ts';
import { lanesOf } from '#domain/complaints/lane.ts';
import { createAlarmHandlers } from './features/alarms/handlers.ts';
import { createCallHandlers, type CallPull } from './features/calls/handlers.ts';
import { createConflictHandlers } from './features/conflicts/handlers.ts';
import { createDispatchHandlers } from './features/dispatch/handlers.ts';
import { createDraftHandlers } from './features/drafts/handlers.ts';
import { createComplaintHandlers } from './features/complaints/handlers.ts';
import { createFilingHandlers } from './features/filings/handlers.ts';
import type { FenceTracker } from './features/geofences/fence-tracker.ts';
import { createFenceHandlers } from './features/geofences/handlers.ts';
import { soundsOfOvers } from './features/recordings/sounds-of-overs.ts';
import { createIncidentHandlers } from './features/incidents/handlers.ts';
import { createLandmarkHandlers } from './features/landmarks/handlers.ts';
import { createMapHandlers } from './features/map/handlers.ts';
import { createIncidentOpening } from './features/incidents/opening.ts';
import { createPhoneHandlers } from './features/phone/handlers.ts';
import { hasPhone, mayHost, phoneOf } from './features/phone/phone-accounts.ts';
import type { PhoneFeature } from './features/phone/phone-feature.ts';
import { createPlaceHandlers } from './features/places/handlers.ts';
import { createPositionHandlers } from './features/positions/handlers.ts';
import { createQuarantineHandlers } from './features/quarantine/handlers.ts';
import { createRouteHandlers } from './features/routes/handlers.ts';
import { createRecordingHandlers } from './features/recordings/handlers.ts';
import type { RecordingsFeature } from './features/recordings/recordings-feature.ts';
import { createRadioHandlers } from './features/radios/handlers.ts';
import { createStationHandlers } from './features/station/handlers.ts';
import type { Floors } from './features/talk/floors.ts';
import { createTalkHandlers } from './features/talk/handlers.ts';
import { createUnitHandlers } from './features/units/handlers.ts';
import type { StationMapPack } from './map-pack/station-map-pack.ts';
import type { Journal } from './journal/journal.ts';
import type { PlaceSearch } from './place-search/place-search.ts';
import type { MapOfSite } from './resources.ts';
import type { RouteSearch } from './route-search/route-search.ts';
import type { Stores } from './stores.ts';

/** Every command of the contract, from the features that answer them. */
export function createCommandHandlers(options: {
  profile: Profile;
  version: string;
  stores: Stores;
  journal: Journal;
  map: MapOfSite;
  mapPack: StationMapPack;
  now: () => number;
  pullCall: (pull: CallPull) => void;
  examine: () => DoctorReport;
  readSecret: (name: string) => string | undefined;
  phone: PhoneFeature;
  floors: Floors;
  recordings: RecordingsFeature;
  routes: Pick<RouteSearch, 'recommend' | 'findRoute'>;
  fences: FenceTracker;
  places: Pick<PlaceSearch, 'search'>;
}): Handlers {
  const { profile, version, stores, journal, map, now, examine, routes } = options;
  const { islands } = map;
  const abilities = new Map(profile.units.map((unit) => [unit.id, unitAbility(unit.kind, unit)]));
  const inField = (unitId: string): UnitInField | undefined => {
    const unit = stores.units.read(unitId);
    const ability = abilities.get(unitId);
    return unit && ability && { unit, position: stores.positions.read(unitId) ?? null, ability };
  };
  const callerNumber = (callId: string): string | null => {
    const caller = stores.calls.readCall(callId)?.caller;
    return caller?.e164 ?? caller?.raw ?? null;
  };
  const { utcOffsetMinutes } = profile.site;
  const opening = createIncidentOpening({ store: stores.incidents, station: profile.station.id, utcOffsetMinutes, now, callerNumber, islandAt: islands.islandAt });
  const agencyIds = profile.agencies.map(({ id }) => id);
  return {
    ...createStationHandlers({ profile, version, examine, phoneOf: (asker) => (hasPhone(asker, profile) ? phoneOf(asker, profile) : null), soundOf: (asker) => phoneOf(asker, profile) }),
    ...createCallHandlers({
      journal,
      store: stores.calls,
      numbers: stores.numbers,
      incidents: stores.incidents,
      complaints: stores.complaints,
      whereIs: (call) => stores.callerFixes.of(call)?.point ?? null,
      now,
      pull: options.pullCall,
    }),
    ...createIncidentHandlers({ journal, store: stores.incidents, opening }),
    ...createComplaintHandlers({
      journal,
      store: stores.complaints,
      station: profile.station.id,
      lanes: lanesOf(profile.complaints.lanes, agencyIds),
      office: { utcOffsetMinutes, ...profile.complaints },
      agencyIds,
      now,
      callerNumber,
      onItsIsland: opening.onItsIsland,
      openIncident: opening.openedAct,
    }),
    ...createUnitHandlers({ journal, store: stores.units }),
    ...createDispatchHandlers({
      journal,
      siteId: profile.site.id,
      hasBroker: profile.brokers.length > 0,
      exercise: profile.exercise,
      now,
      readIncident: stores.incidents.read,
      readUnit: stores.units.read,
      unitsInField: () => stores.units.ids().flatMap((id) => inField(id) ?? []),
      runCards: [...profile.runCards, ...map.runCards],
      routes,
    }),
    ...createRouteHandlers({
      journal,
      store: stores.obstacles,
      sea: map.sea,
      readIncident: stores.incidents.read,
      unitInField: inField,
      routes,
    }),
    ...createLandmarkHandlers({ journal, store: stores.landmarks, islandAt: islands.islandAt }),
    ...createConflictHandlers({ journal, store: stores.conflicts, isRinging: (alarmId) => stores.alarms.read(alarmId)?.acknowledgedAtMs === null }),
    ...createPhoneHandlers({ profile, readSecret: options.readSecret, phone: options.phone, store: stores.phone }),
    ...createTalkHandlers({
      profile,
      floors: options.floors,
      phoneOf(asker) {
        const id = phoneOf(asker, profile);
        return { id, phone: options.phone.board.isUp(id) ? options.phone.board.read(id) : undefined };
      },
    }),
    ...createRecordingHandlers({
      recordings: options.recordings,
      store: stores.recordings,
      journal: stores.journal,
      station: profile.station.id,
      hostedBy: (asker) => (mayHost(asker) ? phoneOf(asker, profile) : null),
      callsOf: (incidentId) => stores.incidents.read(incidentId)?.callIds ?? [],
    }),
    ...createAlarmHandlers({ journal, store: stores.alarms }),
    ...createPositionHandlers(stores),
    ...createFenceHandlers(options.fences),
    ...createMapHandlers(options.mapPack),
    ...createPlaceHandlers({ places: options.places, islandAt: islands.islandAt }),
    ...createRadioHandlers({ journal, store: stores.radios, hasUnit: (unitId) => stores.units.read(unitId) !== undefined }),
    ...createFilingHandlers({
      journal,
      store: stores.filings,
      readIncident: stores.incidents.read,
      readTransmission: stores.transmissions.read,
      ofUnit: stores.transmissions.ofUnit,
      soundsOf: (overs) => soundsOfOvers(stores.recordings, overs),
      now,
    }),
    ...createDraftHandlers(stores.drafts, now),
    ...createQuarantineHandlers({ samples: stores.quarantine.samples, counts: stores.counts.all }),
  };
}
