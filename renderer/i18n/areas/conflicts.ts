import type { ConflictRule } from '#domain/conflicts/conflict.ts';
import { defineText } from '../define-text.ts';

/** What contradicts, by rule. */
export const conflictRulesText = defineText<Readonly<Record<ConflictRule, string>>>({
  id: {
    'unit-on-two-incidents': 'satu unit, dua kejadian',
    'closed-and-extended': 'ditutup di sini, unit dikirim di sana',
    place: 'dua lokasi',
    type: 'dua jenis kejadian',
    priority: 'dua prioritas',
    disposition: 'dua hasil',
    'unit-status': 'dua status unit',
    'call-answered-twice': 'panggilan dijawab dua posisi',
    'two-incidents-for-one-call': 'dua kejadian dari satu panggilan',
  },
  en: {
    'unit-on-two-incidents': 'one unit, two incidents',
    'closed-and-extended': 'closed here, unit sent there',
    place: 'two places',
    type: 'two types',
    priority: 'two priorities',
    disposition: 'two dispositions',
    'unit-status': 'two unit statuses',
    'call-answered-twice': 'call answered at two seats',
    'two-incidents-for-one-call': 'two incidents from one call',
  },
});
