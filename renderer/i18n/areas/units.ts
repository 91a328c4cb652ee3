import { defineText } from '../define-text.ts';

/** The words of the units panel. */
export const unitsText = defineText({
  id: {
    title: 'Unit',
    filter: 'Saring unit',
    filterHint: 'saring: tanda panggil, jenis, status, pulau',
    list: 'Unit, yang bertugas lebih dulu',
    empty: 'Tidak ada unit di profil.',
    emptyHint: 'Tambahkan unit ke profil situs, lalu mulai ulang stasiun.',
    noMatch: (filter: string) => `Tidak ada unit yang cocok dengan “${filter}”.`,
    noMatchHint: 'Esc mengosongkan saringan.',
    columns: { sign: 'unit', status: 'status', since: 'sejak', incident: 'kejadian', position: 'posisi', island: 'pulau', talkgroup: 'TG' },
    fixUnknown: 'tanpa GPS',
    setStatus: 'Status unit terpilih',
    chooseUnit: 'Pilih unit dengan ↑ ↓, lalu 1–8 mengubah statusnya.',
    talkgroup: (name: string) => `TG ${name}`,
    base: (name: string) => `pangkalan ${name}`,
    by: (name: string) => `oleh ${name}`,
  },
  en: {
    title: 'Units',
    filter: 'Filter units',
    filterHint: 'filter: call sign, kind, status, island',
    list: 'Units, the busy ones first',
    empty: 'There are no units in the profile.',
    emptyHint: 'Add units to the site profile, then start the station again.',
    noMatch: (filter: string) => `No unit matches “${filter}”.`,
    noMatchHint: 'Esc clears the filter.',
    columns: { sign: 'unit', status: 'status', since: 'since', incident: 'incident', position: 'position', island: 'island', talkgroup: 'TG' },
    fixUnknown: 'no GPS',
    setStatus: 'Status of the chosen unit',
    chooseUnit: 'Choose a unit with ↑ ↓, then 1–8 set its status.',
    talkgroup: (name: string) => `TG ${name}`,
    base: (name: string) => `base ${name}`,
    by: (name: string) => `by ${name}`,
  },
});
