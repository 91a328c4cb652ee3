import { expect, test } from 'vitest';
import { wantedWay } from './wanted-way.ts';

const units = new Map([['sent', { incidentId: 'i1' }], ['free', { incidentId: null }]]);
const incidents = new Map([['i1', { status: 'open' as const }], ['i2', { status: 'open' as const }], ['over', { status: 'closed' as const }]]);
const session = { pointedLine: null, selectedUnitId: null, selectedIncidentId: null };

test('the map shows the way of the line pointed at, then of the chosen unit to where it was sent, then to the chosen incident', () => {
  expect(wantedWay(session, units, incidents)).toBeNull();
  expect(wantedWay({ ...session, selectedUnitId: 'free' }, units, incidents)).toBeNull();
  expect(wantedWay({ ...session, selectedUnitId: 'free', selectedIncidentId: 'i2' }, units, incidents)).toEqual({ unitId: 'free', incidentId: 'i2' });
  expect(wantedWay({ ...session, selectedUnitId: 'sent', selectedIncidentId: 'i2' }, units, incidents)).toEqual({ unitId: 'sent', incidentId: 'i1' });
  expect(wantedWay({ pointedLine: { unitId: 'free', incidentId: 'i2' }, selectedUnitId: 'sent', selectedIncidentId: 'i2' }, units, incidents)).toEqual({ unitId: 'free', incidentId: 'i2' });
});

test('to an incident that is over leads no way, and none of a unit that is not known', () => {
  expect(wantedWay({ ...session, pointedLine: { unitId: 'free', incidentId: 'over' } }, units, incidents)).toBeNull();
  expect(wantedWay({ ...session, selectedUnitId: 'free', selectedIncidentId: 'over' }, units, incidents)).toBeNull();
  expect(wantedWay({ ...session, selectedUnitId: 'gone', selectedIncidentId: 'i1' }, units, incidents)).toBeNull();
});
