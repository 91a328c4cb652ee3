import type { LineReason, MissingNeed, Recommendation } from '#domain/dispatch/recommendation.ts';
import type { Capability } from '#domain/dispatch/run-card.ts';
import type { UnreachableReason } from '#domain/routes/route.ts';
import type { VesselClass } from '#domain/routes/sea-legs.ts';
import { defineText } from '../define-text.ts';

type Words = {
  readonly basis: Readonly<Record<Exclude<Recommendation['basis'], 'routes'>, string>>;
  readonly skeleton: string;
  readonly placeUncertain: (distance: string) => string;
  readonly offRoad: (distance: string) => string;
  readonly capability: Readonly<Record<Capability, string>>;
  readonly missing: Readonly<Record<MissingNeed['reason'], (what: string, need: Pick<MissingNeed, 'needed' | 'found' | 'within'>) => string>>;
  readonly nearest: (callSign: string, minutes: string) => string;
  readonly instead: (who: string) => string;
  readonly reason: Readonly<Record<LineReason, string>>;
  readonly unreachable: Readonly<Record<UnreachableReason, string>>;
  readonly cannotCome: (who: string, why: string) => string;
  readonly andMore: (count: number) => string;
  readonly vessel: Readonly<Record<VesselClass, string>>;
  readonly road: string;
  readonly lane: string;
  /** The whole way is no more than a step, or a lane this short. */
  readonly onTheSpot: string;
  readonly closeBy: (distance: string) => string;
  readonly wait: string;
  readonly boat: string;
  readonly minutes: (minutes: number) => string;
  readonly hospital: (name: string, time: string) => string;
  readonly hospitalFirst: (name: string, time: string) => string;
  readonly sendKeys: string;
  readonly listChanged: string;
  readonly marked: string;
  readonly preAlerted: string;
};

type Units = readonly [day: string, hour: string, minute: string];

/** Days and hours where minutes would mean nothing any more. */
function timeText(minutes: number, [day, hour, minute]: Units): string {
  if (minutes < 100) return `${minutes} ${minute}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} ${hour} ${String(minutes % 60).padStart(2, '0')} ${minute}` : `${Math.floor(hours / 24)} ${day} ${hours % 24} ${hour}`;
}

/** What the list of recommended units says. */
export const recommendationText = defineText<Words>({
  id: {
    basis: { 'open-sea': 'Di laut: unit darat tidak dapat datang.', 'no-place': 'Lokasi belum berupa titik: waktu tempuh tidak bisa dihitung. Lengkapi lokasi.' },
    skeleton: 'Jalan kerangka: hanya jalan utama, perkiraan.',
    placeUncertain: (distance) => `Titik kejadian tidak pasti ± ${distance}.`,
    offRoad: (distance) => `Kejadian ${distance} dari jalan yang dikenal.`,
    capability: { 'patient-care': 'ambulans', 'fire-fighting': 'mobil pemadam', rescue: 'regu penyelamat', 'sea-rescue': 'kapal penolong', 'public-order': 'polisi', manpower: 'tenaga bantuan' },
    missing: {
      none: (what) => `Tidak ada ${what} yang bertugas.`,
      'none-on-island': (what) => `Tidak ada ${what} di pulau ini.`,
      'all-busy': (what) => `Semua ${what} sedang bertugas atau kurang awak.`,
      'too-late': (what) => `Tidak ada ${what} yang tiba pada waktunya.`,
      'cannot-come': (what) => `Tidak ada ${what} yang dapat sampai.`,
      'too-few': (what, { found, needed }) => `Kurang ${what}: ${found} dari ${needed}.`,
      'beyond-standard': (what, { within }) => `Tidak ada ${what} dalam ${within?.minutes} menit / ${within?.km} km.`,
    },
    nearest: (callSign, time) => `Terdekat ${callSign}, ${time}.`,
    instead: (who) => `Di pulau ini: ${who}.`,
    reason: {
      quickest: 'tercepat',
      'next-quickest': 'tercepat berikutnya',
      helps: 'bisa membantu',
      unsuitable: 'tak cocok',
      busy: 'sedang bertugas',
      understaffed: 'awak kurang',
      'on-foot-beyond-pier': 'kendaraan tinggal di dermaga',
      'old-position': 'posisi lama',
      'position-is-base': 'tanpa GPS, dari pangkalan',
      'beyond-standard': 'di luar SOP',
      'far-from-road': 'jauh dari jalan',
    },
    unreachable: { 'open-sea': 'kejadian di laut', 'no-road': 'tanpa jalan', 'no-water': 'tidak di air', 'no-way': 'tidak ada jalan atau kapal ke sana', closed: 'jalan atau pelayaran ditutup' },
    cannotCome: (who, why) => `Tidak dapat datang: ${who} (${why})`,
    andMore: (count) => `dan ${count} lagi`,
    vessel: { ferry: 'feri', 'fast-boat': 'kapal cepat', ship: 'kapal', boat: 'perahu' },
    road: 'jalan',
    lane: 'luar jalan',
    onTheSpot: 'di tempat',
    closeBy: (distance) => `berjarak ${distance}`,
    wait: 'tunggu',
    boat: 'laut',
    minutes: (minutes) => timeText(minutes, ['hari', 'j', 'mnt']),
    hospital: (name, time) => `RS: ${name}, ${time}`,
    hospitalFirst: (name, time) => `lebih dekat ${name}, ${time}`,
    sendKeys: 'Enter kirim yang ditunjuk (↑ ↓) atau yang ditandai · 1–5 menurut nomor · Shift+1–5 tandai · B siagakan',
    listChanged: 'Daftar berubah karena penghalang: unit yang ditunjuk tidak ada lagi. Pilih dengan panah atau angka.',
    marked: 'ditandai',
    preAlerted: 'disiagakan',
  },
  en: {
    basis: { 'open-sea': 'At sea: no land unit comes there.', 'no-place': 'The place is no point yet: no travel time can be told. Complete the place.' },
    skeleton: 'Skeleton roads: main roads only, approximate.',
    placeUncertain: (distance) => `The point is uncertain, ± ${distance}.`,
    offRoad: (distance) => `The incident is ${distance} from any known road.`,
    capability: { 'patient-care': 'ambulance', 'fire-fighting': 'fire engine', rescue: 'rescue team', 'sea-rescue': 'rescue boat', 'public-order': 'police', manpower: 'helping hands' },
    missing: {
      none: (what) => `No ${what} is in service.`,
      'none-on-island': (what) => `No ${what} on this island.`,
      'all-busy': (what) => `Every ${what} is busy or short of crew.`,
      'too-late': (what) => `No ${what} would be there in time.`,
      'cannot-come': (what) => `No ${what} can get there.`,
      'too-few': (what, { found, needed }) => `Too few: ${what} ${found} of ${needed}.`,
      'beyond-standard': (what, { within }) => `No ${what} within ${within?.minutes} min / ${within?.km} km.`,
    },
    nearest: (callSign, time) => `Nearest ${callSign}, ${time}.`,
    instead: (who) => `On this island: ${who}.`,
    reason: {
      quickest: 'quickest',
      'next-quickest': 'next quickest',
      helps: 'can help',
      unsuitable: 'unsuited',
      busy: 'busy',
      understaffed: 'crew short',
      'on-foot-beyond-pier': 'vehicle stays at the pier',
      'old-position': 'old position',
      'position-is-base': 'no fix, from its base',
      'beyond-standard': 'beyond the standard',
      'far-from-road': 'far from a road',
    },
    unreachable: { 'open-sea': 'incident at sea', 'no-road': 'no road', 'no-water': 'not on water', 'no-way': 'no road or vessel leads there', closed: 'road or sea leg closed' },
    cannotCome: (who, why) => `Cannot come: ${who} (${why})`,
    andMore: (count) => `and ${count} more`,
    vessel: { ferry: 'ferry', 'fast-boat': 'fast boat', ship: 'ship', boat: 'boat' },
    road: 'road',
    lane: 'off road',
    onTheSpot: 'on the spot',
    closeBy: (distance) => `${distance} away`,
    wait: 'wait',
    boat: 'sea',
    minutes: (minutes) => timeText(minutes, ['d', 'h', 'min']),
    hospital: (name, time) => `Hospital: ${name}, ${time}`,
    hospitalFirst: (name, time) => `nearer ${name}, ${time}`,
    sendKeys: 'Enter sends the one pointed at (↑ ↓) or the marked · 1–5 by number · Shift+1–5 marks · B pre-alerts',
    listChanged: 'The list changed with what stands in the way: the unit pointed at is gone. Choose by arrow or digit.',
    marked: 'marked',
    preAlerted: 'pre-alerted',
  },
});
