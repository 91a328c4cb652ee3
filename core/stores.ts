import type { Profile } from '#contract/profile.ts';
import { htDeviceId } from '#domain/positions/ht-device.ts';
import { createAlarmStore } from './features/alarms/store.ts';
import { createCallerFixStore } from './features/caller-fixes/store.ts';
import { createNumberStore } from './features/calls/number-store.ts';
import { createCallStore } from './features/calls/store.ts';
import { createComplaintStore } from './features/complaints/store.ts';
import { createConflictStore } from './features/conflicts/store.ts';
import { createDraftStore } from './features/drafts/store.ts';
import { createFilingStore } from './features/filings/store.ts';
import { createIncidentStore } from './features/incidents/store.ts';
import { createPhoneStore } from './features/phone/store.ts';
import { createPositionStore } from './features/positions/store.ts';
import { createQuarantineStore } from './features/quarantine/store.ts';
import { createRadioMessageStore } from './features/radio-messages/store.ts';
import { createLandmarkStore } from './features/landmarks/store.ts';
import { createRadioStore } from './features/radios/store.ts';
import { createObstacleStore } from './features/routes/store.ts';
import { createRecordingStore } from './features/recordings/store.ts';
import { createTransmissionStore } from './features/transmissions/store.ts';
import { createUnitStore, type Island } from './features/units/store.ts';
import type { Database } from './db/database.ts';
import { createRowDamage } from './db/row-damage.ts';
import { createHeardStore } from './ingest/heard-store.ts';
import { createSourceCounts } from './ingest/source-counts.ts';
import type { EntityTable } from './journal/entity-fold.ts';
import { createJournalStore } from './journal/journal-store.ts';
import { createOutgoingStore } from './journal/outgoing-store.ts';

/** All tables of a station behind their stores. */
export function createStores(options: {
  database: Database;
  profile: Profile;
  islandAt: (latitude: number, longitude: number) => Island | null;
  now: () => number;
}) {
  const { database, profile, islandAt, now } = options;
  const damage = createRowDamage();
  const unitOfDevice = new Map([
    ...profile.radios.flatMap((radio) => (radio.unit === undefined ? [] : [[htDeviceId(radio.id), radio.unit] as const])),
    ...profile.units.flatMap((unit) => unit.devices.map((device) => [device, unit.id] as const)),
  ]);
  const units = createUnitStore(
    database,
    profile.units.map((unit) => ({
      id: unit.id,
      callSign: unit.callSign,
      kind: unit.kind,
      base: unit.base,
      talkgroup: unit.talkgroup ?? null,
      phone: unit.phone ?? null,
      deviceIds: unit.devices,
      radioIds: profile.radios.filter((radio) => radio.unit === unit.id).map((radio) => radio.id),
    })),
    islandAt,
    damage,
  );
  const numbers = createNumberStore(database, damage);
  return {
    damage,
    journal: createJournalStore(database, damage),
    outgoing: createOutgoingStore(database),
    incidents: createIncidentStore(database, units.incidentOf, damage),
    complaints: createComplaintStore(database, damage),
    conflicts: createConflictStore(database),
    units,
    obstacles: createObstacleStore(database, damage, now),
    landmarks: createLandmarkStore(database, damage),
    numbers,
    calls: createCallStore(database, damage, numbers, now),
    callerFixes: createCallerFixStore(database),
    transmissions: createTransmissionStore(database, damage),
    radioMessages: createRadioMessageStore(database),
    positions: createPositionStore(database, {
      unitOfDevice: (deviceId) => unitOfDevice.get(deviceId) ?? null,
      islandIdAt: (latitude, longitude) => islandAt(latitude, longitude)?.id ?? null,
      now,
      damage,
    }),
    alarms: createAlarmStore(database, damage),
    radios: createRadioStore(database, profile, islandAt, damage),
    filings: createFilingStore(database, damage),
    quarantine: createQuarantineStore(database),
    phone: createPhoneStore(database, damage),
    recordings: createRecordingStore(database, damage),
    drafts: createDraftStore(database, damage),
    counts: createSourceCounts(database),
    heard: createHeardStore(database),
  };
}

export type Stores = ReturnType<typeof createStores>;

/** The tables that hold folded states, by kind of entity. */
export function entityTables(
  stores: Pick<Stores, 'incidents' | 'units' | 'calls' | 'numbers' | 'complaints' | 'obstacles' | 'landmarks' | 'alarms' | 'radios' | 'filings' | 'positions'>,
): readonly EntityTable[] {
  const { incidents, units, calls, numbers, complaints, obstacles, landmarks, alarms, radios, filings, positions } = stores;
  return [incidents.table, units.table, calls.table, numbers.table, complaints.table, obstacles.table, landmarks.table, alarms.table, alarms.closingTable, radios.table, filings.table, positions.spokenTable];
}
