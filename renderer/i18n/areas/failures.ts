import { defineText } from '../define-text.ts';

/**
 * Sentences for the failures an operator meets, by code. A code that is missing here shows the station's own sentence,
 * which is English.
 */
export const failuresText = defineText<Readonly<Record<string, string>>>({
  id: {
    'no-station': 'Stasiun tidak menjawab; tidak ada yang dilakukan. Coba lagi.',
    'no-answer': 'Stasiun belum menjawab; belum pasti apakah sudah dilakukan.',
    closed: 'Sambungan ke stasiun sudah ditutup.',
    refused: 'Stasiun menolak jendela ini.',
    busy: 'Terlalu banyak permintaan sekaligus; tunggu sebentar.',
    defect: 'Stasiun gagal karena cacat program; tercatat di log stasiun.',
    'invalid-input': 'Isian tidak diterima stasiun.',
    'call-ended': 'Penelepon sudah menutup telepon; telepon balik.',
    'call-taken': 'Panggilan ini sudah dijawab petugas lain.',
    'no-call': 'Panggilan ini tidak dikenal stasiun.',
    'already-closed': 'Kejadian ini sudah ditutup.',
    'incident-closed': 'Kejadian ini sudah ditutup.',
    'no-incident': 'Kejadian ini tidak dikenal stasiun.',
    'no-unit': 'Unit ini tidak ada di profil.',
    'not-assigned': 'Unit ini tidak ditugaskan ke kejadian ini.',
    'already-sent': 'Unit ini sudah dikirim ke kejadian ini.',
    'unit-busy': 'Unit ini sedang bertugas di kejadian lain; lepas dulu di sana.',
    'unit-out-of-service': 'Unit ini sedang off.',
    'draft-too-long': 'Isian terlalu panjang untuk disimpan; pendekkan catatan.',
    'not-saved': 'Tidak tersimpan: gangguan pada disk. Coba lagi.',
    'no-alarm': 'Alarm ini tidak dikenal stasiun.',
    'no-central': 'Pusat tidak menjawab; stasiun terus mencoba.',
    'not-enrolled': 'Stasiun ini belum terdaftar di pusat; minta kode pendaftaran kepada supervisor.',
    revoked: 'Stasiun ini dicabut di pusat; hubungi supervisor.',
    'central-refused': 'Pusat menolak permintaan stasiun ini.',
    'own-acts-missing': 'Catatan stasiun ini tidak lengkap di sini; sedang diambil dari pusat.',
    'acts-not-taken': 'Pusat tidak menerima catatan terbaru stasiun ini; tetap disimpan di sini dan dicoba lagi.',
  },
  en: {},
});
