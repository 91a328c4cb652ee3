import type { ConflictRule } from '#domain/conflicts/conflict.ts';
import { defineText } from '../define-text.ts';
import { conflictRulesText } from './conflicts.ts';

/** What each act says in an incident's timeline. */
export const timelineText = defineText({
  id: {
    opened: (type: string, priority: number, place: string) => `Dibuka: ${type}, P${priority}, ${place}`,
    openedNote: (note: string) => `Catatan awal: ${note}`,
    changed: (parts: string) => `Diubah: ${parts}`,
    noted: (note: string) => note,
    closed: (disposition: string) => `Ditutup: ${disposition}`,
    assigned: (unit: string) => `${unit} dikirim`,
    released: (unit: string) => `${unit} dilepas`,
    status: (unit: string, status: string) => `${unit} ${status}`,
    answered: 'Panggilan dijawab',
    linked: 'Panggilan lain disambungkan',
    callClosed: (disposition: string) => `Panggilan ditutup: ${disposition}`,
    calledBack: (outcome: string) => `Telepon balik: ${outcome}`,
    numberMuted: (number: string) => `Dering ${number} dibisukan`,
    recordingKept: (byFault: boolean, length: string, hash: string) => `Rekaman ${length} disimpan${byFault ? ', terputus karena gangguan' : ''} (${hash}…)`,
    numberUnmuted: (number: string) => `Dering ${number} dibunyikan lagi`,
    alarm: 'Alarm diterima',
    conflictResolved: (rule: ConflictRule) => `Selisih diselesaikan: ${conflictRulesText.id[rule]}`,
    noPlace: 'lokasi belum diketahui',
  },
  en: {
    opened: (type: string, priority: number, place: string) => `Opened: ${type}, P${priority}, ${place}`,
    openedNote: (note: string) => `First note: ${note}`,
    changed: (parts: string) => `Changed: ${parts}`,
    noted: (note: string) => note,
    closed: (disposition: string) => `Closed: ${disposition}`,
    assigned: (unit: string) => `${unit} sent`,
    released: (unit: string) => `${unit} released`,
    status: (unit: string, status: string) => `${unit} ${status}`,
    answered: 'Call answered',
    linked: 'Another call linked',
    callClosed: (disposition: string) => `Call closed: ${disposition}`,
    calledBack: (outcome: string) => `Call back: ${outcome}`,
    numberMuted: (number: string) => `Ring of ${number} muted`,
    recordingKept: (byFault: boolean, length: string, hash: string) => `Recording of ${length} kept${byFault ? ', ended by a fault' : ''} (${hash}…)`,
    numberUnmuted: (number: string) => `Ring of ${number} to be heard again`,
    alarm: 'Alarm acknowledged',
    conflictResolved: (rule: ConflictRule) => `Conflict settled: ${conflictRulesText.en[rule]}`,
    noPlace: 'place not known',
  },
});
