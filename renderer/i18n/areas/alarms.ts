import type { Alarm } from '#domain/alarms/alarm.ts';
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
  },
});
