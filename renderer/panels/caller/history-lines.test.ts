import { expect, test } from 'vitest';
import type { CallHistory, PastIncident } from '#contract/records/call-records.ts';
import { unclaimedCall } from '#domain/calls/claim-state.ts';
import { complaintView } from '#domain/complaints/complaint-state.ts';
import { foldComplaint } from '#domain/complaints/fold-complaint.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { writtenEvents } from '#tests/fixtures/written-events.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { historyLines } from './history-lines.ts';

const incident = (id: string, openedAtMs: number, status: 'open' | 'closed', distanceM: number | null = null): PastIncident => ({
  id, number: `S1-${id}`, status, type: 'medical', priority: 1, placeText: 'Lenteng', openedAtMs, distanceM,
});
const { decided, conflicts, ...claim } = unclaimedCall('x');
const call = (callId: string, joinedAtMs: number, more: Partial<typeof claim> = {}, answered = true): CallHistory['calls'][number] => ({
  callId, joinedAtMs, answered, outcome: null, claim: { ...claim, ...more }, incidentNumber: null,
});
const history: CallHistory = {
  callId: 'now', standing: null, earlier: 4, abandoned: 1,
  calls: [call('ghost', 500, { disposition: 'ghost', closedBy: 'Siti' }), call('gone', 400, { callBacks: [{ outcome: 'busy', by: 'Siti', station: 'S1', atMs: 1 }] }, false), call('reported', 300, { incidentId: 'old' })],
  complaints: [{ ...complaintView(foldComplaint(undefined, writtenEvents(['S1', openedComplaint('rubbish')])[0]!)!), openedAtMs: 200 }],
  ofNumber: [incident('mine', 100, 'open'), incident('old', 300, 'closed')],
  nearby: [incident('near', 50, 'open', 80), incident('past', 600, 'closed', 700)],
};
const lines = (limit: number) => historyLines(history, { text: callerText.id, words: wordsText.id }, limit).map(({ id, word, detail }) => `${id}: ${word} (${detail})`);

test('what is open comes first, then the number’s own past, then the neighbourhood; a call and its incident are one line', () => {
  expect(lines(9)).toEqual([
    'mine: Medis, masih terbuka (S1-mine · Lenteng)',
    'rubbish: Sampah, di OPD (1-000-000 · Pasar Anom)',
    'near: Medis, masih terbuka (S1-near · 80 m dari sini)',
    'ghost: hantu (Siti)',
    'gone: menyerah (sibuk)',
    'old: Medis (S1-old · Lenteng)',
    'past: Medis (S1-past · 700 m dari sini)',
  ]);
});

test('no more lines than there is room for', () => {
  expect(lines(2)).toHaveLength(2);
});
