import { expect, test } from 'vitest';
import { conflictRules, type Conflict, type ConflictRule } from '#domain/conflicts/conflict.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Act, EntityReference } from '#domain/journal/act.ts';
import { conflictsIn, foldEntity, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import type { Place } from '#domain/places/place.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { writtenEvents } from '#tests/fixtures/written-events.ts';
import { conflictsText } from '../../i18n/areas/conflicts.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { conflictFacts, conflictSubject, settledWords, type ConflictNames } from './conflict-facts.ts';

const place = (text: string): Place => ({ text, latitude: -7.05, longitude: 113.8, radiusM: 400, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' });
const opened = (incidentId: string): Act => ({
  kind: 'incident.opened', incidentId, number: `S1-1126-${incidentId}`, type: 'medical', priority: 2, place: place('Lenteng'), note: 'sesak napas', callId: 'c1', callerNumber: null,
});
const changed = (fields: Omit<Extract<Act, { kind: 'incident.changed' }>, 'kind' | 'incidentId'>): Act => ({ kind: 'incident.changed', incidentId: 'i1', ...fields });
const assigned = (incidentId: string): Act => ({ kind: 'unit.assigned', incidentId, unitId: 'p12' });
const closed = (disposition: 'handled' | 'cancelled'): Act => ({ kind: 'incident.closed', incidentId: 'i1', disposition });
const status = (value: 'on-scene' | 'returning'): Act => ({ kind: 'unit.status-set', unitId: 'p12', status: value, incidentId: 'i1' });
const given = (agencyId: string): Act => ({ kind: 'complaint.assigned', complaintId: 'k1', agencyId });
const complaintClosed = (outcome: 'solved' | 'not-ours'): Act => ({ kind: 'complaint.closed', complaintId: 'k1', outcome });
const answered: Act = { kind: 'call.answered', callId: 'c1' };

/** What S1 and S2 decided apart, after both knew of the incident: the conflict as the station really makes it. */
function contradiction(entity: EntityReference, rule: ConflictRule, here: Act, there: Act): Conflict {
  const known = entity.startsWith('incident') ? opened('i1') : entity.startsWith('complaint') ? openedComplaint('k1', { agencyId: null }) : null;
  const events = known === null ? writtenEvents(['S1', here], ['S2', there]) : writtenEvents(['S1', known], ['S1', here], ['S2', there, { S1: 1 }]);
  const state = events.reduce<AnyEntityState | undefined>((before, event) => foldEntity(entity, before, event), undefined);
  const found = conflictsIn(state).find((each) => each.rule === rule);
  if (!found) throw new Error(`no ${rule}`);
  return found;
}

const conflicts: Readonly<Record<ConflictRule, Conflict>> = {
  'unit-on-two-incidents': contradiction('unit:p12', 'unit-on-two-incidents', assigned('i1'), assigned('i2')),
  'closed-and-extended': contradiction('incident:i1', 'closed-and-extended', closed('handled'), assigned('i1')),
  place: contradiction('incident:i1', 'place', changed({ place: place('Pasar Barat') }), changed({ place: place('Pasar Timur') })),
  type: contradiction('incident:i1', 'type', changed({ type: 'fire' }), changed({ type: 'flood' })),
  priority: contradiction('incident:i1', 'priority', changed({ priority: 1 }), changed({ priority: 3 })),
  disposition: contradiction('incident:i1', 'disposition', closed('handled'), closed('cancelled')),
  'unit-status': contradiction('unit:p12', 'unit-status', status('on-scene'), status('returning')),
  'call-answered-twice': contradiction('call:c1', 'call-answered-twice', answered, answered),
  'two-incidents-for-one-call': contradiction('call:c1', 'two-incidents-for-one-call', opened('i1'), opened('i2')),
  'junk-and-incident': contradiction('call:c1', 'junk-and-incident', { kind: 'call.closed', callId: 'c1', disposition: 'prank', callerNumber: null }, opened('i2')),
  'ticket-taken-twice': contradiction('complaint:k1', 'ticket-taken-twice', given('dlh'), given('pu')),
  'ticket-closed-and-pursued': contradiction('complaint:k1', 'ticket-closed-and-pursued', complaintClosed('solved'), { kind: 'complaint.joined', complaintId: 'k1', callId: 'c2', callerNumber: null, note: '' }),
  'ticket-outcome': contradiction('complaint:k1', 'ticket-outcome', complaintClosed('solved'), complaintClosed('not-ours')),
};

function incident(id: string): Incident {
  return {
    id, number: `S1-1126-${id}`, status: 'open', type: 'medical', priority: 1, place: place('Lenteng'), note: 'sesak napas', callIds: ['c1'], callerNumber: null,
    assignments: ['p12', 'p13'].map((unitId) => ({ unitId, assignedAtMs: 1, assignedBy: 'Sari', releasedAtMs: null, overruled: false })),
    openedAtMs: 1, openedBy: 'Sari', openedStation: 'S1', changedAtMs: 1, closedAtMs: null, disposition: null, conflictRules: [],
  };
}

const names: ConflictNames = {
  text: conflictsText.id,
  words: wordsText.id,
  incident: (id) => (id === 'i1' || id === 'i2' ? incident(id) : undefined),
  callSign: (unitId) => unitId.toUpperCase(),
  caller: () => '0812 3456 7890',
  complaint: (id) => (id === 'k1' ? '1-000-000' : undefined),
  agency: (id) => id.toUpperCase(),
};
const { words } = names;
const decision = (rule: ConflictRule): readonly string[] => conflictFacts(conflicts[rule], names)[0]?.cells ?? [];

test.each<readonly [ConflictRule, readonly string[]]>([
  ['unit-on-two-incidents', ['S1-1126-i1', 'S1-1126-i2']],
  ['closed-and-extended', [`ditutup: ${words.disposition.handled}`, 'P12 dikirim']],
  ['place', ['Pasar Barat', 'Pasar Timur']],
  ['type', [words.incidentType.fire, words.incidentType.flood]],
  ['priority', [`P1 ${words.priority[1]}`, `P3 ${words.priority[3]}`]],
  ['disposition', [words.disposition.handled, words.disposition.cancelled]],
  ['unit-status', [words.unitStatus['on-scene'], words.unitStatus.returning]],
  ['call-answered-twice', ['petugas S1', 'petugas S2']],
  ['two-incidents-for-one-call', ['S1-1126-i1', 'S1-1126-i2']],
  ['junk-and-incident', [`ditutup: ${words.callDisposition.prank}`, 'kejadian S1-1126-i2 · Lenteng']],
  ['ticket-taken-twice', ['ke DLH', 'ke PU']],
  ['ticket-closed-and-pursued', [`ditutup: ${words.complaintOutcome.solved}`, 'penelepon lain bergabung (+1)']],
  ['ticket-outcome', [words.complaintOutcome.solved, words.complaintOutcome['not-ours']]],
])('%s: each side says what was decided there', (rule, expected) => {
  expect(decision(rule)).toEqual(expected);
});

test('nothing about any conflict reads as unknown while the other feeds know it', () => {
  for (const rule of conflictRules) {
    const cells = conflictFacts(conflicts[rule], names).flatMap((row) => row.cells);
    expect(cells).not.toContain(names.text.unknown);
    expect(cells).not.toContain(names.text.unknownIncident);
  }
});

test('a unit on two incidents: how bad each is, where, and who else goes there, for whoever must choose', () => {
  const [, ...rows] = conflictFacts(conflicts['unit-on-two-incidents'], names);
  expect(rows.map(({ label, cells }) => [label, cells[0]])).toEqual([
    ['incident', `P1 ${words.incidentType.medical}`], ['place', 'Lenteng'], ['note', 'sesak napas'], ['otherUnits', 'P13'],
  ]);
});

test('a value of a newer version is shown as it came, one that is missing as not known', () => {
  const { type } = conflicts;
  const typed = (value: unknown): readonly string[] => conflictFacts({ ...type, sides: type.sides.map((side) => ({ ...side, value })) }, names)[0]?.cells ?? [];
  expect(typed({ value: 'drone-crash' })).toEqual(['drone-crash', 'drone-crash']);
  expect(typed(null)).toEqual([names.text.unknown, names.text.unknown]);
});

test('after a choice the decision is said first, then what it is about', () => {
  const { place: contested, 'unit-on-two-incidents': unit } = conflicts;
  expect([settledWords(contested, contested.sides[0]?.eventId ?? '', names), settledWords(unit, unit.sides[1]?.eventId ?? '', names)]).toEqual([
    'Pasar Barat · S1-1126-i1', 'S1-1126-i2 · P12',
  ]);
});

test('the subject is what people call the thing: call sign, number and place, or caller', () => {
  expect([conflicts['unit-status'], conflicts.place, conflicts['call-answered-twice'], conflicts['ticket-outcome']].map((each) => conflictSubject(each, names))).toEqual([
    'P12', 'S1-1126-i1 · Lenteng', 'penelepon 0812 3456 7890', 'pengaduan 1-000-000',
  ]);
});
