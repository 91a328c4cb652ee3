import { expect, test } from 'vitest';
import type { Incident } from '#domain/incidents/incident.ts';
import { inListOrder } from './incident-order.ts';

function incident(id: string, parts: Partial<Incident>): Incident {
  return {
    id,
    number: id,
    status: 'open',
    type: 'medical',
    priority: 2,
    place: { text: '', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' },
    note: '',
    callIds: [],
    callerNumber: null,
    assignments: [],
    openedAtMs: 100,
    openedBy: 'Siti',
    openedStation: 'S2',
    changedAtMs: 100,
    closedAtMs: null,
    disposition: null,
    conflictRules: [],
    ...parts,
  };
}

test('open incidents come first by priority and age, closed ones after them with the latest on top', () => {
  const ordered = inListOrder([
    incident('closed early', { status: 'closed', closedAtMs: 300, priority: 1 }),
    incident('young urgent', { priority: 1, openedAtMs: 200 }),
    incident('routine', { priority: 3, openedAtMs: 1 }),
    incident('closed late', { status: 'closed', closedAtMs: 400 }),
    incident('old urgent', { priority: 1, openedAtMs: 50 }),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(['old urgent', 'young urgent', 'routine', 'closed late', 'closed early']);
});

test('an incident whose unit goes elsewhere stands above everything; a closed one stays where it was', () => {
  const overruled = { unitId: 'p01', assignedAtMs: 1, assignedBy: 'Siti', releasedAtMs: null, overruled: true };
  const ordered = inListOrder([
    incident('urgent', { priority: 1 }),
    incident('lost its unit', { priority: 3, assignments: [overruled] }),
    incident('unit given back', { priority: 2, assignments: [{ ...overruled, releasedAtMs: 2 }] }),
    incident('closed', { status: 'closed', closedAtMs: 300, assignments: [overruled] }),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(['lost its unit', 'urgent', 'unit given back', 'closed']);
});
