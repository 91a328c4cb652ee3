import { sumenepArea } from '#domain/exercise/sumenep-area.ts';
import type { z } from 'zod';
import type { profileSchema } from '#contract/profile.ts';
import { fieldUnits, talkgroups } from './exercise-units.ts';

export const exerciseSiteId = 'sumenep';
export const radioHosts = ['mmdvm-sumenep', 'mmdvm-gapura', 'mmdvm-kangean'] as const;
/** The server that ties the masts together, and the one of another family at Masalembu, put on the broker by its bridge. */
export const adnServerId = '51011';
export const adnPrefix = `adn/${adnServerId}`;
export const hblinkTopic = `cc112/v1/${exerciseSiteId}/radio/hblink4`;
export const htDataTopic = `cc112/v1/${exerciseSiteId}/radio/ht`;
/** The police's trunked system with its recorder. */
export const trunkTopic = 'trunk/polres';
export const policeTalkgroup = 3_029;
export const policeRadios = [
  { id: 849_001, name: 'Polres Pusat' },
  { id: 849_002, name: 'Patroli 1' },
  { id: 849_003, name: 'Patroli 2' },
  { id: 849_004, name: 'Lantas' },
] as const;

/**
 * Numbers that nobody has: after an area code no number begins with 0, and no mobile operator has 0860. Real short codes of
 * emergency services are left out too, so that an exercise never rings them.
 */
const landline = (last: number): string => `0328000${String(last).padStart(3, '0')}`;
const fictionalMobilePrefix = '0860112';

const agencies = [
  ['dlh', 'Dinas Lingkungan Hidup'],
  ['pu', 'Dinas PU dan Tata Ruang'],
  ['pln', 'PLN ULP Sumenep'],
  ['dishub', 'Dinas Perhubungan'],
  ['pdam', 'PDAM Sumenep'],
  ['satpol-pp', 'Satpol PP'],
  ['dinsos', 'Dinas Sosial'],
  ['dinkes', 'Dinas Kesehatan'],
  ['bpbd', 'BPBD Sumenep'],
  ['polairud', 'Satpolairud Polres Sumenep'],
  ['basarnas', 'Basarnas (pos Sumenep)'],
  ['syahbandar', 'KSOP Kalianget'],
] as const;

/** The call centre and the police stand in Kota Sumenep. */
const centre = { name: 'Kota Sumenep', latitude: -7.0087, longitude: 113.8623 };

/** Names and seats are real; their numbers, like all here, nobody has. */
const neighbours = [
  ['pamekasan', 'Call Center 112 Pamekasan', -7.157, 113.474],
  ['sampang', 'Call Center 112 Sampang', -7.187, 113.239],
  ['bangkalan', 'Call Center 112 Bangkalan', -7.045, 112.735],
  ['surabaya', 'Command Center 112 Surabaya', -7.257, 112.752],
  ['situbondo', 'Call Center 112 Situbondo', -7.706, 114.01],
] as const;

/** The simulated Sumenep as a site profile like any other; only `exercise` says what it is. */
export function exerciseProfile(brokerUrl: string): z.input<typeof profileSchema> {
  return {
    site: { id: exerciseSiteId, name: 'Sumenep', number: '112', utcOffsetMinutes: 420, area: sumenepArea.map(([longitude, latitude]) => [longitude, latitude]) },
    station: { id: 'S1', name: 'Posisi 1', operator: 'Petugas 1', supervisor: true },
    exercise: true,
    // Its voices are some 200 MB a day, and nobody asks for them tomorrow.
    recording: { keepDays: 1, maxGB: 1 },
    brokers: [{ id: 'lan', url: brokerUrl }],
    sources: [
      { id: 'telephony', kind: 'telephony', broker: 'lan', label: 'Telepon 112' },
      { id: 'caller-locations', kind: 'caller-location', broker: 'lan', label: 'AML' },
      { id: 'radio-sumenep', kind: 'mmdvm', broker: 'lan', label: 'HT Sumenep', name: 'mmdvm-sumenep' },
      { id: 'radio-gapura', kind: 'mmdvm', broker: 'lan', label: 'HT Gapura', name: 'mmdvm-gapura' },
      { id: 'radio-kangean', kind: 'mmdvm', broker: 'lan', label: 'HT Kangean', name: 'mmdvm-kangean' },
      { id: 'radio-network', kind: 'adn', broker: 'lan', label: 'HT server', prefix: adnPrefix },
      { id: 'radio-masalembu', kind: 'hblink4', broker: 'lan', label: 'HT Masalembu' },
      { id: 'radio-police', kind: 'trunk-recorder', broker: 'lan', label: 'HT Polres', topic: trunkTopic },
      { id: 'radio-data', kind: 'ht-data', broker: 'lan', label: 'HT data' },
      { id: 'phones', kind: 'owntracks', broker: 'lan', label: 'GPS ponsel regu', topic: 'owntracks/#' },
      { id: 'vehicles', kind: 'traccar', broker: 'lan', label: 'GPS kendaraan', topic: 'positions' },
    ],
    units: fieldUnits.map((unit, index) => ({
      id: unit.id,
      callSign: unit.callSign,
      kind: unit.kind,
      base: unit.base,
      talkgroup: unit.talkgroup,
      phone: `${fictionalMobilePrefix}${String(90_000 + index)}`,
      ...(unit.byWater ? { byWater: true, speedKmh: unit.speedKmh } : {}),
      ...(unit.byWater && unit.kind === 'rescue' ? { capabilities: ['sea-rescue' as const, 'rescue' as const] } : {}),
      devices: [unit.tracker, unit.phone].filter((device) => device !== null),
    })),
    radios: [
      { id: 112_000, name: 'Pusat 112', post: centre },
      ...policeRadios.map((radio) => ({ ...radio, post: centre })),
      ...fieldUnits.map((unit) => ({ id: unit.radioId, unit: unit.id })),
      ...fieldUnits
        .filter((unit) => unit.kind === 'ambulance')
        .map((unit) => ({ id: unit.radioId + deskRadioOffset, name: `Meja ${unit.base.name}`, post: unit.base })),
    ],
    talkgroups: [...talkgroups.map((talkgroup) => ({ ...talkgroup })), { id: policeTalkgroup, name: 'Polres' }],
    radioStatuses: [
      { code: 1, status: 'available' },
      { code: 2, status: 'en-route' },
      { code: 3, status: 'on-scene' },
      { code: 4, status: 'returning' },
    ],
    agencies: agencies.map(([id, name], index) => ({ id, name, phone: landline(101 + index) })),
    neighbours: neighbours.map(([id, name, latitude, longitude], index) => ({ id, name, phone: landline(201 + index), seat: { latitude, longitude } })),
  };
}

/** The radio on the desk of a Puskesmas has the number of its ambulance's radio plus this. */
export const deskRadioOffset = 100;
