import type { ReputationLevel, ReputationReason } from '#domain/calls/reputation.ts';
import { defineText } from '../define-text.ts';

type Reputation = {
  readonly level: Readonly<Record<ReputationLevel, string>>;
  readonly reason: Readonly<Record<ReputationReason, string>>;
};

/** What a number is called, and what was counted for it. */
export const reputationText = defineText<Reputation>({
  id: {
    level: { plain: 'nomor biasa', trusted: 'pernah melapor', doubtful: 'pernah iseng', junk: 'sering iseng' },
    reason: { incident: 'kejadian', ghost: 'hantu', prank: 'iseng', information: 'informasi', 'wrong-number': 'salah sambung', abandoned: 'menyerah' },
  },
  en: {
    level: { plain: 'ordinary number', trusted: 'reported before', doubtful: 'junk before', junk: 'mostly junk' },
    reason: { incident: 'incidents', ghost: 'ghost', prank: 'prank', information: 'information', 'wrong-number': 'wrong number', abandoned: 'gave up' },
  },
});

export const callerText = defineText({
  id: {
    title: 'Penelepon',
    empty: 'Belum ada penelepon.',
    emptyHint: 'Riwayat nomor muncul di sini saat berdering.',
    close: 'Tutup',
    muteRing: 'Bisukan…',
    muteFor: 'Bisukan',
    muteTimes: { '15': '15 m', '30': '30 m', '60': '1 j', '120': '2 j', no: 'batal' },
    unmuteRing: 'Bunyikan dering',
    muteReason: 'panggilan iseng berulang',
    ringMuted: (left: string, by: string) => `Dering nomor ini bisu ${left} lagi (${by}); panggilan tetap masuk.`,
    locked: 'Terkunci 3 d: penelepon memberi tanda.',
    notHeard: 'Suara penelepon tidak dipantau di posisi ini.',
    silent: (time: string) => `Diam ${time}: “Tekan angka apa saja.”`,
    listening: 'mendengarkan…',
    speaking: 'Penelepon terdengar.',
    meter: 'Suara penelepon',
    noNumber: 'tanpa nomor',
    firstCall: 'Panggilan pertama yang tercatat.',
    earlier: (count: number, abandoned: number) => (abandoned === 0 ? `${count} panggilan dulu` : `${count} panggilan dulu, ${abandoned} menyerah`),
    last: (age: string) => `terakhir ${age} lalu`,
    history: 'Riwayat',
    reading: 'membaca riwayat…',
    served: 'dilayani',
    gaveUp: 'menyerah',
    open: 'masih terbuka',
    closed: 'selesai',
    near: (metres: number) => `${metres} m dari sini`,
    card: 'PENELEPON TIDAK BISA BICARA',
    digits: 'ditekan',
    questions: ['Anda butuh bantuan? 1 ya, 2 tidak.', 'Ambulans 1, polisi 2, pemadam 3.', 'Jangan tutup telepon; kami tetap mendengar.'].join('\n'),
    callBack: 'Telepon balik',
    callBackTo: (count: number) => (count === 1 ? 'menyerah sekali' : `menyerah ${count}×`),
    result: 'Hasil',
    cancel: 'batal',
  },
  en: {
    title: 'Caller',
    empty: 'No caller yet.',
    emptyHint: 'The past of a number appears here as it rings.',
    close: 'Close',
    muteRing: 'Mute…',
    muteFor: 'Mute for',
    muteTimes: { '15': '15 min', '30': '30 min', '60': '1 h', '120': '2 h', no: 'no' },
    unmuteRing: 'Let it ring',
    muteReason: 'repeated junk calls',
    ringMuted: (left: string, by: string) => `This number rings silently for ${left} more (${by}); its calls still come in.`,
    locked: 'Locked for 3 s: the caller gave a sign.',
    notHeard: 'The caller’s voice is not watched at this seat.',
    silent: (time: string) => `Silent ${time}: “Press any digit.”`,
    listening: 'listening…',
    speaking: 'The caller is heard.',
    meter: 'Caller’s voice',
    noNumber: 'no number',
    firstCall: 'The first call on record.',
    earlier: (count: number, abandoned: number) => (abandoned === 0 ? `${count} calls before` : `${count} calls before, gave up ${abandoned}×`),
    last: (age: string) => `last ${age} ago`,
    history: 'History',
    reading: 'reading the past…',
    served: 'served',
    gaveUp: 'gave up',
    open: 'still open',
    closed: 'closed',
    near: (metres: number) => `${metres} m from here`,
    card: 'CALLER CANNOT SPEAK',
    digits: 'pressed',
    questions: ['Do you need help? 1 yes, 2 no.', 'Ambulance 1, police 2, fire 3.', 'Do not hang up; we keep listening.'].join('\n'),
    callBack: 'Call back',
    callBackTo: (count: number) => (count === 1 ? 'gave up once' : `gave up ${count}×`),
    result: 'Outcome',
    cancel: 'cancel',
  },
});
