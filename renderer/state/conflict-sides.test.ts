import { expect, test } from 'vitest';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { conflictsOfIncident, disputedIncidents, orderedConflicts } from './conflict-sides.ts';

const conflict = (id: string, parts: Partial<Conflict>): Conflict => ({
  id, entity: 'incident:i1', rule: 'place', sides: [], effectiveEventId: 'e1', incidentIds: ['i1'], unitId: null, sinceMs: 1, ...parts,
});
const unit = conflict('unit', { entity: 'unit:p01', rule: 'unit-on-two-incidents', unitId: 'p01', incidentIds: ['i1', 'i2'], sinceMs: 9 });
const old = conflict('old', { sinceMs: 2 });
const young = conflict('young', { sinceMs: 3, incidentIds: ['i3'] });

test('a unit that somebody waits for comes first, then the oldest; ties keep one order', () => {
  expect(orderedConflicts([young, old, unit]).map(({ id }) => id)).toEqual(['unit', 'old', 'young']);
  expect(orderedConflicts([conflict('b', {}), conflict('a', {})]).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('every incident a conflict is about is marked, the one that kept the unit too', () => {
  expect([...disputedIncidents([unit, young])].sort()).toEqual(['i1', 'i2', 'i3']);
  expect(conflictsOfIncident([old, unit, young], 'i2')).toEqual([unit]);
});
