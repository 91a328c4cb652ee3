import type { Alarm, AlarmReason } from '#domain/alarms/alarm.ts';
import { defineText } from '../define-text.ts';

type AlarmWords = {
  readonly title: string;
  readonly none: string;
  readonly unknown: string;
  readonly asOf: (time: string) => string;
  readonly kinds: Readonly<Record<Alarm['kind'], string>>;
  readonly more: (alarms: number) => string;
  readonly acknowledge: string;
  readonly acknowledging: string;
  readonly failed: (sentence: string) => string;
  readonly talkgroup: (name: string) => string;
  readonly radio: (id: number) => string;
  readonly last: (kind: string, by: string) => string;
  readonly noPlace: string;
  readonly escalated: string;
  /** The same, at the seat of a supervisor. */
  readonly escalatedToYou: string;
  /** Of one that was heard too late to ring. */
  readonly late: string;
  readonly handledBy: (name: string) => string;
  readonly close: string;
  readonly closing: string;
  readonly notClosed: (sentence: string) => string;
  readonly closeWith: string;
  readonly closeCancel: string;
  readonly reasons: Readonly<Record<AlarmReason, string>>;
  readonly unheard: Readonly<Record<'locked' | 'failed', string>>;
};

/** The words of the alarm line. */
export const alarmsText = defineText<AlarmWords>({
  id: {
    title: 'Alarm',
    none: 'Tidak ada alarm yang menunggu.',
    unknown: 'Alarm belum diketahui; menunggu jawaban dari stasiun.',
    asOf: (time) => `Alarm sesudah ${time} tidak diketahui.`,
    kinds: {
      'radio-emergency': 'DARURAT HT',
      'tracker-sos': 'SOS PELACAK',
      storage: 'PENYIMPANAN',
      clock: 'JAM',
      conflict: 'SELISIH',
      audit: 'JURNAL',
    },
    more: (alarms) => `+${alarms} lagi`,
    acknowledge: 'akui',
    acknowledging: 'mengakui…',
    failed: (sentence) => `Belum diakui: ${sentence}`,
    talkgroup: (name) => `di ${name}`,
    radio: (id) => `HT ${id}`,
    last: (kind, by) => `Terakhir: ${kind}, diakui ${by}`,
    noPlace: 'posisi tidak diketahui',
    escalated: 'BELUM DIAKUI: PENYELIA DIPANGGIL',
    escalatedToYou: 'PENYELIA: AMBIL SEKARANG',
    late: 'terdengar terlambat',
    handledBy: (name) => `ditangani ${name}`,
    close: 'tutup alarm',
    closing: 'menutup…',
    notClosed: (sentence) => `Belum ditutup: ${sentence}`,
    closeWith: 'Tutup alarm dengan alasan',
    closeCancel: 'batal',
    reasons: {
      helped: 'tertolong',
      'pressed-by-mistake': 'salah tekan',
      'radio-test': 'uji HT',
      'radio-fault': 'HT rusak',
      'not-reached': 'tak terhubung',
    },
    unheard: { locked: 'Bunyi terkunci: tekan tombol apa saja', failed: 'Bunyi alarm rusak' },
  },
  en: {
    title: 'Alarms',
    none: 'No alarm is waiting.',
    unknown: 'Alarms are not known yet; waiting for the station.',
    asOf: (time) => `Alarms after ${time} are not known.`,
    kinds: {
      'radio-emergency': 'HT EMERGENCY',
      'tracker-sos': 'TRACKER SOS',
      storage: 'STORAGE',
      clock: 'CLOCK',
      conflict: 'CONFLICT',
      audit: 'JOURNAL',
    },
    more: (alarms) => `+${alarms} more`,
    acknowledge: 'acknowledge',
    acknowledging: 'acknowledging…',
    failed: (sentence) => `Not acknowledged: ${sentence}`,
    talkgroup: (name) => `in ${name}`,
    radio: (id) => `HT ${id}`,
    last: (kind, by) => `Last: ${kind}, acknowledged by ${by}`,
    noPlace: 'position unknown',
    escalated: 'NOT ACKNOWLEDGED: SUPERVISOR CALLED',
    escalatedToYou: 'SUPERVISOR: TAKE IT NOW',
    late: 'heard late',
    handledBy: (name) => `in hand of ${name}`,
    close: 'close alarm',
    closing: 'closing…',
    notClosed: (sentence) => `Not closed: ${sentence}`,
    closeWith: 'Close the alarm with a reason',
    closeCancel: 'leave',
    reasons: {
      helped: 'helped',
      'pressed-by-mistake': 'pressed by mistake',
      'radio-test': 'radio test',
      'radio-fault': 'faulty HT',
      'not-reached': 'not reached',
    },
    unheard: { locked: 'Sound is locked: press any key', failed: 'Alarm sound is broken' },
  },
});
