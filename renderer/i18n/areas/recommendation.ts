import type { LineReason, MissingNeed, Recommendation } from '#domain/dispatch/recommendation.ts';
import type { Capability } from '#domain/dispatch/run-card.ts';
import type { UnreachableReason } from '#domain/routes/route.ts';
import type { VesselClass } from '#domain/routes/sea-legs.ts';
import { defineText } from '../define-text.ts';

type Words = {
  readonly basis: Readonly<Record<Recommendation['basis'], string>>;
  readonly skeleton: string;
  readonly placeUncertain: (distance: string) => string;
  readonly offRoad: (distance: string) => string;
  readonly capability: Readonly<Record<Capability, string>>;
  readonly missing: Readonly<Record<MissingNeed['reason'], (what: string) => string>>;
  readonly nearest: (callSign: string, minutes: string) => string;
  readonly instead: (who: string) => string;
  readonly reason: Readonly<Record<LineReason, string>>;
  readonly unreachable: Readonly<Record<UnreachableReason, string>>;
  readonly cannotCome: (count: number) => string;
  readonly vessel: Readonly<Record<VesselClass, string>>;
  readonly road: string;
  readonly lane: string;
  readonly wait: string;
  readonly boat: string;
  readonly minutes: (minutes: number) => string;
  readonly atWorst: (time: string) => string;
  readonly hospital: (name: string, time: string) => string;
  readonly hospitalFirst: (name: string, time: string) => string;
  readonly sendKeys: string;
  readonly marked: string;
  readonly preAlerted: string;
};

const hours = (minutes: number, hour: string, minute: string): string =>
  minutes < 100 ? `${minutes} ${minute}` : `${Math.floor(minutes / 60)} ${hour} ${String(minutes % 60).padStart(2, '0')} ${minute}`;

/** What the list of recommended units says. */
export const recommendationText = defineText<Words>({
  id: {
    basis: { routes: 'Waktu tempuh lewat jalan dan laut.', 'open-sea': 'Di laut: unit darat tidak dapat datang.', 'no-place': 'Lokasi belum berupa titik: waktu tempuh tidak bisa dihitung. Lengkapi lokasi.' },
    skeleton: 'Jalan kerangka: hanya jalan utama, perkiraan.',
    placeUncertain: (distance) => `Titik kejadian tidak pasti ± ${distance}.`,
    offRoad: (distance) => `Kejadian ${distance} dari jalan yang dikenal.`,
    capability: { 'patient-care': 'ambulans', 'fire-fighting': 'mobil pemadam', rescue: 'regu penyelamat', 'sea-rescue': 'kapal penolong', 'public-order': 'polisi', manpower: 'tenaga bantuan' },
    missing: {
      none: (what) => `Tidak ada ${what} yang bertugas.`,
      'none-on-island': (what) => `Tidak ada ${what} di pulau ini.`,
      'all-busy': (what) => `Semua ${what} sedang bertugas.`,
      'cannot-come': (what) => `Tidak ada ${what} yang dapat sampai.`,
      'too-few': (what) => `Kurang ${what}.`,
      'beyond-standard': (what) => `Tidak ada ${what} dalam 15 menit / 10 km.`,
    },
    nearest: (callSign, time) => `Terdekat ${callSign}, ${time}.`,
    instead: (who) => `Di pulau ini: ${who}.`,
    reason: {
      quickest: 'tercepat',
      'next-quickest': 'berikutnya',
      helps: 'bisa membantu',
      unsuitable: 'tak cocok',
      busy: 'sedang bertugas',
      understaffed: 'awak kurang',
      'over-sea': 'lewat laut',
      'on-foot-beyond-pier': 'kendaraan tinggal di dermaga',
      'old-position': 'posisi lama',
      'position-is-base': 'tanpa GPS, dari pangkalan',
      'beyond-standard': 'di luar SOP',
      'far-from-road': 'jauh dari jalan',
    },
    unreachable: { 'open-sea': 'kejadian di laut', 'no-road': 'tanpa jalan', 'no-water': 'tidak di air', 'no-way': 'tidak ada jalan atau kapal ke sana', closed: 'jalan atau pelayaran ditutup' },
    cannotCome: (count) => `${count} unit tidak dapat datang`,
    vessel: { ferry: 'feri', 'fast-boat': 'kapal cepat', ship: 'kapal', boat: 'perahu' },
    road: 'jalan',
    lane: 'luar jalan',
    wait: 'tunggu',
    boat: 'laut',
    minutes: (minutes) => hours(minutes, 'j', 'mnt'),
    atWorst: (time) => `paling lama ${time}`,
    hospital: (name, time) => `RS: ${name}, ${time}`,
    hospitalFirst: (name, time) => `lebih dekat ${name}, ${time}`,
    sendKeys: 'Enter kirim 1 (atau yang ditandai) · 2–5 yang lain · Shift+1–5 tandai · B siagakan',
    marked: 'ditandai',
    preAlerted: 'disiagakan',
  },
  en: {
    basis: { routes: 'Travel time by road and sea.', 'open-sea': 'At sea: no land unit comes there.', 'no-place': 'The place is no point yet: no travel time can be told. Complete the place.' },
    skeleton: 'Skeleton roads: main roads only, approximate.',
    placeUncertain: (distance) => `The point is uncertain, ± ${distance}.`,
    offRoad: (distance) => `The incident is ${distance} from any known road.`,
    capability: { 'patient-care': 'ambulance', 'fire-fighting': 'fire engine', rescue: 'rescue team', 'sea-rescue': 'rescue boat', 'public-order': 'police', manpower: 'helping hands' },
    missing: {
      none: (what) => `No ${what} is in service.`,
      'none-on-island': (what) => `No ${what} on this island.`,
      'all-busy': (what) => `Every ${what} is busy.`,
      'cannot-come': (what) => `No ${what} can get there.`,
      'too-few': (what) => `Too few: ${what}.`,
      'beyond-standard': (what) => `No ${what} within 15 min / 10 km.`,
    },
    nearest: (callSign, time) => `Nearest ${callSign}, ${time}.`,
    instead: (who) => `On this island: ${who}.`,
    reason: {
      quickest: 'quickest',
      'next-quickest': 'next',
      helps: 'can help',
      unsuitable: 'unsuited',
      busy: 'busy',
      understaffed: 'crew short',
      'over-sea': 'over sea',
      'on-foot-beyond-pier': 'vehicle stays at the pier',
      'old-position': 'old position',
      'position-is-base': 'no fix, from its base',
      'beyond-standard': 'beyond the standard',
      'far-from-road': 'far from a road',
    },
    unreachable: { 'open-sea': 'incident at sea', 'no-road': 'no road', 'no-water': 'not on water', 'no-way': 'no road or vessel leads there', closed: 'road or sea leg closed' },
    cannotCome: (count) => (count === 1 ? '1 unit cannot come' : `${count} units cannot come`),
    vessel: { ferry: 'ferry', 'fast-boat': 'fast boat', ship: 'ship', boat: 'boat' },
    road: 'road',
    lane: 'off road',
    wait: 'wait',
    boat: 'sea',
    minutes: (minutes) => hours(minutes, 'h', 'min'),
    atWorst: (time) => `at worst ${time}`,
    hospital: (name, time) => `Hospital: ${name}, ${time}`,
    hospitalFirst: (name, time) => `nearer ${name}, ${time}`,
    sendKeys: 'Enter sends 1 (or the marked) · 2–5 the others · Shift+1–5 marks · B pre-alerts',
    marked: 'marked',
    preAlerted: 'pre-alerted',
  },
});
