import type { LaneState } from '#domain/radio/lane-state.ts';
import type { TransmissionState } from '../../ui/marks/transmission-mark.ts';
import { defineText } from '../define-text.ts';

type RadioWords = {
  readonly title: string;
  readonly lanes: string;
  readonly log: string;
  readonly logOf: (name: string) => string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly nothingIn: (name: string) => string;
  readonly states: Readonly<Record<TransmissionState, string>>;
  readonly emergency: string;
  readonly lateEntry: string;
  readonly silent: string;
  readonly allTalkgroups: string;
  readonly privateCalls: string;
  readonly privateTo: (radioId: number) => string;
  readonly talkgroup: (id: number) => string;
  readonly radio: (id: number) => string;
  readonly unknownRadio: string;
  readonly rssi: (dbm: number) => string;
  readonly ber: (percent: string) => string;
  readonly loss: (percent: string) => string;
  readonly talk: {
    readonly hold: string;
    readonly asking: string;
    readonly onAir: string;
    /** The floor is granted and the microphone not open yet. */
    readonly opening: string;
    readonly left: (seconds: number) => string;
    readonly pressAgain: string;
    readonly elsewhere: (operator: string, seat: string) => string;
    readonly voice: Readonly<Record<'up' | 'calling' | 'down' | 'none' | 'practice', string>>;
  };
  readonly check: {
    /** What is spoken. */
    readonly ask: (callSign: string) => string;
    readonly answer: string;
    readonly hint: string;
    readonly choose: string;
    readonly keeping: string;
  };
  readonly laneStates: Readonly<Record<LaneState, string>>;
  readonly everyTalkgroup: string;
  readonly volume: string;
  readonly mute: string;
  readonly unmute: string;
  readonly file: string;
  readonly hear: string;
  readonly notRecorded: string;
  readonly lastHeard: string;
  readonly silentRadios: string;
  readonly islands: string;
  readonly noRadios: string;
  readonly neverHeard: string;
  readonly notInProfile: string;
  readonly nameHint: string;
  readonly namePlaceholder: string;
  readonly nameOf: (radioId: number) => string;
  readonly messages: string;
  readonly statusCode: (code: number) => string;
  readonly reports: (status: string, code: number) => string;
  readonly crossed: (status: string, place: string, entered: boolean) => string;
  readonly confirm: string;
  readonly confirming: string;
  readonly filed: (number: string) => string;
  /** While a transmission hangs over an incident. */
  readonly letGo: (number: string) => string;
};

/** The words of the radio panel. */
export const radioText = defineText<RadioWords>({
  id: {
    title: 'Radio HT',
    lanes: 'Talkgroup',
    log: 'Pancaran terakhir',
    logOf: (name) => `Pancaran ${name}`,
    empty: 'Belum ada pancaran.',
    emptyHint: 'Pancaran HT tampil di sini begitu terdengar.',
    nothingIn: (name) => `Belum ada pancaran di ${name}.`,
    states: {
      talking: 'bicara',
      fading: 'sinyal hilang?',
      ended: 'selesai',
      lost: 'putus',
      timeout: 'batas waktu',
      superseded: 'tersela',
      doubtful: 'akhir tak jelas',
      'source-down': 'sumber putus',
      data: 'data',
      signalling: 'isyarat',
      rejected: 'ditolak',
    },
    emergency: 'DARURAT',
    lateEntry: 'terlambat',
    silent: 'sepi',
    allTalkgroups: 'semua',
    privateCalls: 'Panggilan pribadi',
    privateTo: (radioId) => `→ ${radioId}`,
    talkgroup: (id) => `TG ${id}`,
    radio: (id) => `HT ${id}`,
    unknownRadio: 'HT tak dikenal',
    rssi: (dbm) => `${dbm} dBm`,
    ber: (percent) => `BER ${percent} %`,
    loss: (percent) => `hilang ${percent} %`,
    talk: {
      hold: 'tahan untuk bicara di',
      asking: 'minta bicara',
      onAir: 'MENGUDARA',
      opening: 'mikrofon dibuka',
      left: (seconds) => `sisa ${seconds} d`,
      pressAgain: 'tekan lagi untuk tetap bicara',
      elsewhere: (operator, seat) => `${operator} (${seat}) bicara`,
      voice: { up: 'suara siap', calling: 'suara disambung', down: 'suara putus', none: 'tanpa jalur suara', practice: 'latihan, tanpa suara' },
    },
    check: {
      ask: (callSign) => `“${callSign}, dari 112: cek radio, posisi di mana?”`,
      answer: 'posisi',
      hint: 'tempat yang disebut; Esc batal',
      choose: 'Pilih satu tempat dari daftar.',
      keeping: 'menyimpan…',
    },
    laneStates: { selected: 'dipilih', monitored: 'dipantau', muted: 'bisu' },
    everyTalkgroup: 'Semua talkgroup',
    volume: 'Kerasnya suara, %',
    mute: 'bisukan',
    unmute: 'bunyikan',
    file: 'catat',
    hear: 'dengar',
    notRecorded: 'Pancaran ini tidak direkam.',
    lastHeard: 'terdengar',
    silentRadios: 'HT, yang paling lama sepi di atas',
    islands: 'Pulau, yang paling lama sepi di atas',
    noRadios: 'Profil tidak memuat HT dan belum ada yang terdengar.',
    neverHeard: 'belum pernah terdengar',
    notInProfile: 'di luar profil',
    nameHint: 'Enter: siapa pemegang HT ini.',
    namePlaceholder: 'tanda panggil, nama; kosong = profil',
    nameOf: (radioId) => `Pemegang HT ${radioId}`,
    messages: 'Pesan HT unit ini',
    statusCode: (code) => `kode ${code}`,
    crossed: (status, place, entered) => `${entered ? 'tiba di' : 'meninggalkan'} ${place}: ${status}?`,
    reports: (status, code) => `melapor ${status} (kode ${code})`,
    confirm: 'setujui',
    confirming: 'menyimpan…',
    filed: (number) => `Tercatat di ${number}.`,
    letGo: (number) => `Lepas: catat di ${number}`,
  },
  en: {
    title: 'HT radio',
    lanes: 'Talkgroups',
    log: 'Last transmissions',
    logOf: (name) => `Transmissions of ${name}`,
    empty: 'No transmission yet.',
    emptyHint: 'HT transmissions appear here as soon as they are heard.',
    nothingIn: (name) => `No transmission in ${name} yet.`,
    states: {
      talking: 'talking',
      fading: 'signal gone?',
      ended: 'ended',
      lost: 'lost',
      timeout: 'time-out',
      superseded: 'talked over',
      doubtful: 'end unclear',
      'source-down': 'source down',
      data: 'data',
      signalling: 'signalling',
      rejected: 'rejected',
    },
    emergency: 'EMERGENCY',
    lateEntry: 'late entry',
    silent: 'silent',
    allTalkgroups: 'all',
    privateCalls: 'Private calls',
    privateTo: (radioId) => `→ ${radioId}`,
    talkgroup: (id) => `TG ${id}`,
    radio: (id) => `HT ${id}`,
    unknownRadio: 'unknown HT',
    rssi: (dbm) => `${dbm} dBm`,
    ber: (percent) => `BER ${percent} %`,
    loss: (percent) => `loss ${percent} %`,
    talk: {
      hold: 'hold to talk in',
      asking: 'asking to talk',
      onAir: 'ON AIR',
      opening: 'opening microphone',
      left: (seconds) => `${seconds} s left`,
      pressAgain: 'press again to talk all the same',
      elsewhere: (operator, seat) => `${operator} (${seat}) is talking`,
      voice: { up: 'voice ready', calling: 'connecting voice', down: 'voice down', none: 'no voice line', practice: 'exercise, no voice' },
    },
    check: {
      ask: (callSign) => `“${callSign}, this is 112: radio check, where are you?”`,
      answer: 'position',
      hint: 'the place that was said; Esc cancels',
      choose: 'Choose one place of the list.',
      keeping: 'saving…',
    },
    laneStates: { selected: 'selected', monitored: 'monitored', muted: 'muted' },
    everyTalkgroup: 'Every talkgroup',
    volume: 'Volume, %',
    mute: 'mute',
    unmute: 'unmute',
    file: 'file',
    hear: 'hear',
    notRecorded: 'Nobody recorded this transmission.',
    lastHeard: 'heard',
    silentRadios: 'Radios, the longest silence first',
    islands: 'Islands, the longest silence first',
    noRadios: 'The profile names no radio and none was heard.',
    neverHeard: 'never heard',
    notInProfile: 'not in the profile',
    nameHint: 'Enter: who carries this radio.',
    namePlaceholder: 'call sign, name; empty = profile',
    nameOf: (radioId) => `Bearer of HT ${radioId}`,
    messages: 'HT messages of this unit',
    statusCode: (code) => `code ${code}`,
    crossed: (status, place, entered) => `${entered ? 'came to' : 'left'} ${place}: ${status}?`,
    reports: (status, code) => `reports ${status} (code ${code})`,
    confirm: 'confirm',
    confirming: 'saving…',
    filed: (number) => `Filed in ${number}.`,
    letGo: (number) => `Let go: file in ${number}`,
  },
});
