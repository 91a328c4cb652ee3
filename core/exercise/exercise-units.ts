import type { UnitKind } from '#domain/units/unit.ts';

/** One unit of the simulated regency: what the profile says of it, and how it moves and speaks. */
export type FieldUnit = {
  readonly id: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly base: { readonly name: string; readonly latitude: number; readonly longitude: number };
  readonly talkgroup: number;
  readonly radioId: number;
  /** Which radio host hears it on the air; null where it arrives over the network from a host that is not ours. */
  readonly host: 'mmdvm-sumenep' | 'mmdvm-kangean' | null;
  /** IMEI of the vehicle's tracker. */
  readonly tracker: string | null;
  /** OwnTracks user and device of the crew's phone. */
  readonly phone: string | null;
  readonly speedKmh: number;
  readonly byWater: boolean;
};

export const talkgroups = [
  { id: 112, name: 'Komando 112' },
  { id: 1121, name: 'Darat Kota' },
  { id: 1122, name: 'Darat Barat' },
  { id: 1123, name: 'Darat Timur' },
  { id: 1124, name: 'Pulau Dekat' },
  { id: 1125, name: 'Kangean dan Sapeken' },
  { id: 1126, name: 'Masalembu' },
  { id: 1127, name: 'Damkar' },
  { id: 1128, name: 'Laut dan SAR' },
] as const;

type Talkgroup = (typeof talkgroups)[number]['id'];
type Bearer = 'tracker' | 'phone' | 'both';
type Row = readonly [id: string, callSign: string, kind: UnitKind, base: string, latitude: number, longitude: number, talkgroup: Talkgroup, bearer: Bearer];

/** Ambulances stand at the Puskesmas; all four fire engines are on the mainland; there is one sea ambulance. */
const rows: readonly Row[] = [
  ['p01', 'Pandian 01', 'ambulance', 'Puskesmas Pandian', -7.0168, 113.8589, 1121, 'both'],
  ['p02', 'RSUD 01', 'ambulance', 'RSUD dr. H. Moh. Anwar', -7.0147, 113.8618, 1121, 'tracker'],
  ['p03', 'Kalianget 01', 'ambulance', 'Puskesmas Kalianget', -7.0537, 113.9424, 1121, 'tracker'],
  ['p04', 'Lenteng 01', 'ambulance', 'Puskesmas Lenteng', -7.028, 113.7843, 1122, 'both'],
  ['p05', 'Bluto 01', 'ambulance', 'Puskesmas Bluto', -7.1033, 113.8096, 1122, 'tracker'],
  ['p06', 'Pragaan 01', 'ambulance', 'Puskesmas Pragaan', -7.1109, 113.66, 1122, 'tracker'],
  ['p07', 'Ambunten 01', 'ambulance', 'Puskesmas Ambunten', -6.8905, 113.7392, 1122, 'phone'],
  ['p08', 'Batang-Batang 01', 'ambulance', 'Puskesmas Batang Batang', -6.945, 114.04, 1123, 'tracker'],
  ['p09', 'Gapura 01', 'ambulance', 'Puskesmas Gapura', -6.9967, 113.9557, 1123, 'phone'],
  ['p10', 'Talango 01', 'ambulance', 'Puskesmas Talango', -7.0645, 113.9535, 1124, 'phone'],
  ['p11', 'Sapudi 01', 'ambulance', 'Puskesmas Gayam', -7.1636, 114.331, 1124, 'phone'],
  ['p12', 'Raas 01', 'ambulance', "Puskesmas Ra'as", -7.1521, 114.6143, 1124, 'phone'],
  ['p13', 'Kangean 01', 'ambulance', 'Puskesmas Arjasa', -6.8605, 115.2865, 1125, 'tracker'],
  ['p14', 'Kangean 02', 'ambulance', 'Puskesmas Kangayan', -6.92, 115.44, 1125, 'phone'],
  ['p15', 'Sapeken 01', 'ambulance', 'Puskesmas Sapeken', -7.0047, 115.7062, 1125, 'phone'],
  ['p16', 'Masalembu 01', 'ambulance', 'Puskesmas Masalembu', -5.5596, 114.4272, 1126, 'phone'],
  ['al1', 'Ambulans Laut 1', 'sea-ambulance', 'Pelabuhan Kalianget', -7.0548, 113.9415, 1128, 'both'],
  ['d1', 'Damkar 1', 'fire-engine', 'Pos Damkar Kota Sumenep', -7.012, 113.865, 1127, 'tracker'],
  ['d2', 'Damkar 2', 'fire-engine', 'Pos Damkar Kota Sumenep', -7.0122, 113.8652, 1127, 'tracker'],
  ['d3', 'Damkar 3', 'fire-engine', 'Pos Damkar Prenduan', -7.1105, 113.655, 1127, 'tracker'],
  ['d4', 'Damkar 4', 'fire-engine', 'Pos Damkar Batang Batang', -6.9455, 114.0405, 1127, 'tracker'],
  ['k1', 'Patroli Kota', 'police', 'Polres Sumenep', -7.0118, 113.8602, 112, 'phone'],
  ['k2', 'Polsek Kangean', 'police', 'Polsek Arjasa', -6.8592, 115.2848, 1125, 'phone'],
  ['s1', 'Rescue BPBD', 'rescue', 'BPBD Sumenep', -7.0135, 113.8655, 1128, 'both'],
  ['s2', 'Rescue Laut', 'rescue', 'Pos SAR Kalianget', -7.055, 113.942, 1128, 'phone'],
];

/** The masts stand on the mainland and on Kangean; Masalembu is out of reach of both. */
const hostOf: Readonly<Record<Talkgroup, FieldUnit['host']>> = {
  112: 'mmdvm-sumenep',
  1121: 'mmdvm-sumenep',
  1122: 'mmdvm-sumenep',
  1123: 'mmdvm-sumenep',
  1124: 'mmdvm-sumenep',
  1125: 'mmdvm-kangean',
  1126: null,
  1127: 'mmdvm-sumenep',
  1128: 'mmdvm-sumenep',
};
const boats: ReadonlySet<string> = new Set(['al1', 's2']);
const speedsKmh: Partial<Record<UnitKind, number>> = { ambulance: 48, 'sea-ambulance': 38, 'fire-engine': 42, police: 50 };

export const fieldUnits: readonly FieldUnit[] = rows.map(([id, callSign, kind, base, latitude, longitude, talkgroup, bearer], index) => ({
  id,
  callSign,
  kind,
  base: { name: base, latitude, longitude },
  talkgroup,
  radioId: 112_101 + index,
  host: hostOf[talkgroup],
  // No manufacturer has the type code 99000000: these trackers exist nowhere.
  tracker: bearer === 'phone' ? null : `99000000${String(1_120_000 + index).padStart(7, '0')}`,
  phone: bearer === 'tracker' ? null : `${id}/hp`,
  speedKmh: speedsKmh[kind] ?? 40,
  byWater: boats.has(id),
}));
