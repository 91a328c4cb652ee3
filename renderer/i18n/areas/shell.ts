import { defineText } from '../define-text.ts';

export const shellText = defineText({
  id: {
    exercise: 'LATIHAN',
    exerciseSentence: 'Bukan kejadian nyata. Jangan kirim bantuan sungguhan.',
    operator: 'Petugas',
    noOperator: 'petugas belum dikenal',
    connecting: 'Menyambung ke stasiun…',
    away: 'Stasiun tidak menjawab',
    awayHint: 'Isian tetap tersimpan di jendela ini; menyambung lagi sendiri.',
    refused: 'Ditolak stasiun',
    toDay: 'terang',
    toDark: 'gelap',
    otherLanguage: 'English',
    keys: 'Tombol yang berlaku sekarang',
  },
  en: {
    exercise: 'EXERCISE',
    exerciseSentence: 'Not a real incident. Do not send real help.',
    operator: 'Operator',
    noOperator: 'operator not known yet',
    connecting: 'Connecting to the station…',
    away: 'The station does not answer',
    awayHint: 'What you type stays in this window; it reconnects by itself.',
    refused: 'Refused by the station',
    toDay: 'day',
    toDark: 'dark',
    otherLanguage: 'Bahasa',
    keys: 'Keys that work now',
  },
});
