import { describe, expect, test } from 'vitest';
import { foldEntity, conflictsIn, type AnyEntityState } from '../journal/fold-entity.ts';
import type { Act, EntityReference, JournalEvent } from '../journal/act.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Place } from '../places/place.ts';
import type { UnitStanding } from '../units/unit.ts';
import { decideStatus } from '../decisions/decide.ts';
import { activeAssignments } from '../incidents/fold-incident.ts';
import { writtenEvents } from '#tests/fixtures/written-events.ts';
import { settle } from './settle.ts';
import { touchesStation } from './touches.ts';

const place = (text: string): Place => ({ text, latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' });
const openedAct: Act = {
  kind: 'incident.opened', incidentId: 'i1', number: 'S1-0714-01', type: 'medical', priority: 2, place: place('Lenteng'), note: '', callId: null, callerNumber: null,
};
const assigned = (incidentId: string, unitId = 'p12'): Act => ({ kind: 'unit.assigned', incidentId, unitId });

function folded<State = AnyEntityState>(entity: EntityReference, events: readonly JournalEvent[]): State {
  const state = events.reduce<AnyEntityState | undefined>((before, event) => foldEntity(entity, before, event), undefined);
  return state as State;
}

describe('one unit sent to two incidents', () => {
  test('by seats that could not see each other: the first holds, and both stand side by side', () => {
    const unit = folded<UnitStanding>('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')]));
    expect(unit).toMatchObject({ incidentId: 'i1', status: 'assigned' });
    expect(conflictsIn(unit as AnyEntityState)).toMatchObject([
      { id: 'unit:p12|unit-on-two-incidents', effectiveEventId: 'e1', incidentIds: ['i1', 'i2'], unitId: 'p12', sides: [{ station: 'S1', value: { incidentId: 'i1' } }, { station: 'S2', value: { incidentId: 'i2' } }] },
    ]);
  });

  test('by one that knew: the later replaces, as a person meant it', () => {
    const unit = folded<UnitStanding>('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2'), { S1: 1 }]));
    expect(unit.incidentId).toBe('i2');
    expect(conflictsIn(unit as AnyEntityState)).toEqual([]);
  });

  test('a release of the first ends the contradiction', () => {
    const unit = folded<UnitStanding>('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')], ['S1', { kind: 'unit.released', incidentId: 'i1', unitId: 'p12' }]));
    expect(unit.incidentId).toBe('i2');
    expect(conflictsIn(unit as AnyEntityState).filter(({ rule }) => rule === 'unit-on-two-incidents')).toEqual([]);
  });

  test('is settled by the choice of a person, and the other incident loses the unit', () => {
    const events = writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')]);
    const [conflict] = conflictsIn(folded('unit:p12', events));
    if (!conflict) throw new Error('no conflict');
    const acts = settle(conflict, 'e2');
    expect(acts).toEqual([expect.objectContaining({ kind: 'conflict.resolved', chosenEventId: 'e2' }), { kind: 'unit.released', incidentId: 'i1', unitId: 'p12' }]);
    const after = writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')], ...acts.map((act): [string, Act, Record<string, number>] => ['S1', act, { S2: 1 }]));
    const unit = folded<UnitStanding>('unit:p12', after);
    expect(unit).toMatchObject({ incidentId: 'i2', status: 'assigned', conflicts: [] });
  });

  test('a third seat that knew nothing of the choice opens it again', () => {
    const resolved: Act = { kind: 'conflict.resolved', entity: 'unit:p12', rule: 'unit-on-two-incidents', chosenEventId: 'e1', incidentIds: ['i1', 'i2'] };
    const unit = folded('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')], ['S1', resolved, { S2: 1 }], ['S3', assigned('i3')]));
    expect(conflictsIn(unit)).toMatchObject([{ incidentIds: ['i1', 'i3'], sides: [{ station: 'S1' }, { station: 'S3' }] }]);
  });
});

describe('two seats apart settle one unit differently', () => {
  const before = writtenEvents(['S1', openedAct], ['S2', { ...openedAct, incidentId: 'i2' }], ['S1', assigned('i1')], ['S2', assigned('i2')]);
  const [conflict] = conflictsIn(folded('unit:p12', before.slice(2)));
  const acts = (chosen: string): readonly Act[] => (conflict ? settle(conflict, chosen) : []);
  const all = writtenEvents(
    ['S1', openedAct], ['S2', { ...openedAct, incidentId: 'i2' }], ['S1', assigned('i1')], ['S2', assigned('i2')],
    ...acts('e3').map((act): [string, Act, Record<string, number>] => ['S1', act, { S2: 2 }]),
    ...acts('e4').map((act): [string, Act, Record<string, number>] => ['S2', act, { S1: 2 }]),
  );
  const ofUnit = all.filter(({ act }) => 'unitId' in act || act.kind === 'conflict.resolved');
  const ofIncident = (id: string): JournalEvent[] => all.filter(({ act }) => ('incidentId' in act ? act.incidentId === id : act.kind === 'conflict.resolved'));

  test('both choices stand side by side, the first holds, and both incidents still have the unit', () => {
    expect(folded<UnitStanding>('unit:p12', ofUnit)).toMatchObject({
      incidentId: 'i1', status: 'assigned', conflicts: [{ rule: 'unit-on-two-incidents', effectiveEventId: 'e5', incidentIds: ['i1', 'i2'], sides: [{ station: 'S1' }, { station: 'S2' }] }],
    });
    for (const id of ['i1', 'i2']) {
      expect(activeAssignments(folded<Incident>(`incident:${id}`, ofIncident(id)))).toMatchObject([{ unitId: 'p12' }]);
    }
  });

  test('a choice that knows both ends it', () => {
    const [again] = conflictsIn(folded('unit:p12', ofUnit));
    if (!again) throw new Error('no conflict');
    const last = settle(again, again.sides[1]?.eventId ?? '').map((act, index): JournalEvent => {
      return { id: `last${index}`, station: 'S3', seq: index + 1, hlc: `${1_900_000_000_000 + index}.0000.S3`, atMs: 100, actor: 'petugas S3', seen: { S1: 9, S2: 9 }, act, previousHash: '', hash: '' };
    });
    expect(folded<UnitStanding>('unit:p12', [...ofUnit, ...last])).toMatchObject({ incidentId: 'i2', status: 'assigned', conflicts: [] });
    const after = (id: string): Incident => folded(`incident:${id}`, [...ofIncident(id), ...last.filter(({ act }) => !('incidentId' in act) || act.incidentId === id)]);
    expect([activeAssignments(after('i1')).length, activeAssignments(after('i2')).length]).toEqual([0, 1]);
  });

  test('a release of one of two incidents by somebody who knows both leaves the unit on its way to the other', () => {
    const unit = folded('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')], ['S1', { kind: 'unit.released', incidentId: 'i1', unitId: 'p12' }, { S2: 1 }]));
    expect(unit).toMatchObject({ incidentId: 'i2', status: 'assigned', conflicts: [] });
  });

  test('a unit reported free is off both', () => {
    const unit = folded<UnitStanding & { unitId: string }>('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')]));
    const decided = decideStatus(unit, ['i1', 'i2'], 'available');
    expect(decided.ok && decided.value.map((act) => [act.kind, 'incidentId' in act && act.incidentId])).toEqual([['unit.released', 'i1'], ['unit.released', 'i2'], ['unit.status-set', 'i1']]);
  });
});

describe('one call taken by two seats apart', () => {
  const answered: Act = { kind: 'call.answered', callId: 'c1' };
  test('and settled differently by them: the choices stand side by side, with the time of the answer', () => {
    const [conflict] = conflictsIn(folded('call:c1', writtenEvents(['S1', answered], ['S2', answered])));
    if (!conflict) throw new Error('no conflict');
    const all = writtenEvents(
      ['S1', answered], ['S2', answered],
      ...settle(conflict, 'e1').map((act): [string, Act, Record<string, number>] => ['S1', act, { S2: 1 }]),
      ...settle(conflict, 'e2').map((act): [string, Act, Record<string, number>] => ['S2', act, { S1: 1 }]),
    );
    expect(folded('call:c1', all.slice(0, 3))).toMatchObject({ answeredBy: 'petugas S1', answeredAtMs: 1, conflicts: [] });
    expect(folded('call:c1', all)).toMatchObject({
      answeredBy: 'petugas S1', answeredAtMs: 1, conflicts: [{ rule: 'call-answered-twice', sides: [{ value: { operator: 'petugas S1' } }, { value: { operator: 'petugas S2' } }] }],
    });
  });
});

describe('closed here, extended there', () => {
  const closed: Act = { kind: 'incident.closed', incidentId: 'i1', disposition: 'handled' };
  test.each([
    ['closing first', [closed, assigned('i1')]],
    ['sending first', [assigned('i1'), closed]],
  ] as const)('%s: the incident stays open, both are shown', (_, [first, second]) => {
    const incident = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', first], ['S2', second, { S1: 1 }]));
    expect(incident).toMatchObject({ status: 'open', closedAtMs: null });
    expect(conflictsIn(incident as unknown as AnyEntityState)).toMatchObject([{ rule: 'closed-and-extended', unitId: 'p12', incidentIds: ['i1'] }]);
  });

  test('a unit sent once more by a seat apart is not released in silence: the incident stays open and has it', () => {
    const events = writtenEvents(
      ['S1', openedAct], ['S1', assigned('i1')], ['S2', assigned('i1'), { S1: 1 }],
      ['S1', { kind: 'unit.released', incidentId: 'i1', unitId: 'p12' }], ['S1', closed],
    );
    const incident = folded<Incident>('incident:i1', events);
    expect(incident).toMatchObject({ status: 'open', assignments: [{ releasedAtMs: 4 }, { assignedBy: 'petugas S2', releasedAtMs: null }] });
    expect(conflictsIn(incident as unknown as AnyEntityState)).toMatchObject([{ rule: 'closed-and-extended', unitId: 'p12' }]);
    expect(folded<UnitStanding>('unit:p12', events.filter(({ act }) => 'unitId' in act)).incidentId).toBe('i1');
  });

  test('a note written apart from the closing is simply kept', () => {
    const incident = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', closed], ['S2', { kind: 'incident.noted', incidentId: 'i1', text: 'pasien sadar' }, { S1: 1 }]));
    expect(incident).toMatchObject({ status: 'closed', conflicts: [] });
  });

  test('choosing the closing closes it and releases the unit', () => {
    const events = writtenEvents(['S1', openedAct], ['S1', closed], ['S2', assigned('i1'), { S1: 1 }]);
    const [conflict] = conflictsIn(folded('incident:i1', events));
    if (!conflict) throw new Error('no conflict');
    const acts = settle(conflict, 'e2');
    expect(acts.map(({ kind }) => kind)).toEqual(['unit.released', 'conflict.resolved']);
    const all = writtenEvents(['S1', openedAct], ['S1', closed], ['S2', assigned('i1'), { S1: 1 }], ...acts.map((act): [string, Act, Record<string, number>] => ['S1', act, { S2: 1 }]));
    expect(folded<Incident>('incident:i1', all)).toMatchObject({ status: 'closed', disposition: 'handled', conflicts: [] });
    expect(folded<UnitStanding>('unit:p12', all.filter(({ act }) => 'unitId' in act))).toMatchObject({ incidentId: null, status: 'available' });
  });
});

describe('one field of an incident', () => {
  const moved = (text: string): Act => ({ kind: 'incident.changed', incidentId: 'i1', place: place(text) });

  test('given two values apart: the later holds and a person is asked', () => {
    const incident = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', moved('Prenduan')], ['S2', moved('Pragaan'), { S1: 1 }]));
    expect(incident.place.text).toBe('Pragaan');
    expect(conflictsIn(incident as unknown as AnyEntityState)).toMatchObject([{ rule: 'place', effectiveEventId: 'e3', sides: [{ value: { text: 'Prenduan' } }, { value: { text: 'Pragaan' } }] }]);
  });

  test('the same value twice, or different fields, merge in silence', () => {
    const same = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', moved('Prenduan')], ['S2', moved('Prenduan'), { S1: 1 }]));
    const other = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', moved('Prenduan')], ['S2', { kind: 'incident.changed', incidentId: 'i1', priority: 1 }, { S1: 1 }]));
    expect(same).toMatchObject({ conflicts: [] });
    expect(other).toMatchObject({ priority: 1, place: { text: 'Prenduan' }, conflicts: [] });
  });

  test('two seats apart that choose differently are asked again: no choice is dropped in silence', () => {
    const before = writtenEvents(['S1', openedAct], ['S1', moved('Lenteng')], ['S2', moved('Saronggi'), { S1: 1 }]);
    const [conflict] = conflictsIn(folded('incident:i1', before));
    if (!conflict) throw new Error('no conflict');
    const [first, second] = [settle(conflict, 'e2'), settle(conflict, 'e3')];
    const all = writtenEvents(
      ['S1', openedAct], ['S1', moved('Lenteng')], ['S2', moved('Saronggi'), { S1: 1 }],
      ...first.map((act): [string, Act, Record<string, number>] => ['S1', act, { S2: 1 }]),
      ...second.map((act): [string, Act, Record<string, number>] => ['S2', act, { S1: 2 }]),
    );
    expect(conflictsIn(folded('incident:i1', all))).toMatchObject([
      { rule: 'place', sides: [{ station: 'S1', value: { text: 'Lenteng' } }, { station: 'S2', value: { text: 'Saronggi' } }] },
    ]);
  });

  test('a later change by somebody who saw both settles it', () => {
    const incident = folded<Incident>('incident:i1', writtenEvents(['S1', openedAct], ['S1', moved('Prenduan')], ['S2', moved('Pragaan'), { S1: 1 }], ['S1', moved('Guluk-Guluk'), { S2: 1 }]));
    expect(incident).toMatchObject({ place: { text: 'Guluk-Guluk' }, conflicts: [] });
  });
});

test('a station is touched by a conflict when one of its people decided a side', () => {
  const [conflict] = conflictsIn(folded('unit:p12', writtenEvents(['S1', assigned('i1')], ['S2', assigned('i2')])));
  expect(conflict && [touchesStation(conflict, 'S2'), touchesStation(conflict, 'S3')]).toEqual([true, false]);
});
