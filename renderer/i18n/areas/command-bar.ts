import { defineText } from '../define-text.ts';

export const commandBarText = defineText({
  id: {
    label: 'Perintah',
    placeholder: 'p12 tkp · catat …',
    noteFor: (number: string) => `catatan untuk ${number}`,
    noteNowhere: 'Pilih kejadian dulu, lalu catat.',
    noteEmpty: 'Tulis catatannya sesudah kata catat.',
    statusMissing: 'Tambah status: siap, jalan, tkp, bawa, rs, pulang, off.',
    unknown: 'Tidak dikenal. Tulis unit dan status, atau catat.',
    uncertain: 'Lebih dari satu yang cocok: pilih dengan panah.',
    statusNext: 'lalu status',
    doing: 'menyimpan…',
    statusDone: (unit: string, status: string) => `${unit} ${status}`,
    noteDone: (number: string) => `tercatat di ${number}`,
  },
  en: {
    label: 'Command',
    placeholder: 'p12 tkp · note …',
    noteFor: (number: string) => `note for ${number}`,
    noteNowhere: 'Choose an incident first, then note.',
    noteEmpty: 'Write the note after the word note.',
    statusMissing: 'Add a status: siap, jalan, tkp, bawa, rs, pulang, off.',
    unknown: 'Not understood. Type a unit and a status, or note.',
    uncertain: 'More than one fits: choose with the arrows.',
    statusNext: 'then a status',
    doing: 'saving…',
    statusDone: (unit: string, status: string) => `${unit} ${status}`,
    noteDone: (number: string) => `noted in ${number}`,
  },
});
