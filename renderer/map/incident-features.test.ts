import { describe, expect, test } from 'vitest';
import type { Incident } from '#domain/incidents/incident.ts';
import { incidentFeatures, incidentRadiusFeatures, placeRadiusFeatures } from './incident-features.ts';

function incident(over: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    number: 'S1-0714-01',
    status: 'open',
    type: 'fire',
    priority: 2,
    place: { text: 'Prenduan', latitude: -7.1, longitude: 113.66, radiusM: 1_500, islandId: null, islandName: null, source: 'gazetteer' },
    note: '',
    callIds: [],
    callerNumber: null,
    assignments: [],
    openedAtMs: 0,
    openedBy: 'Rina',
    openedStation: 'S1',
    changedAtMs: 0,
    closedAtMs: null,
    disposition: null,
    conflictRules: [],
    ...over,
  };
}

const words = new Proxy({} as Record<Incident['type'], string>, { get: (_, type) => `word for ${String(type)}` });
const drawn = (incidents: readonly Incident[], chosenIncidentId: string | null = null) =>
  incidentFeatures({ incidents, chosenIncidentId, theme: 'day', words }).features;

const assignment = { unitId: 'p12', assignedAtMs: 1, assignedBy: 'Rina', releasedAtMs: null, overruled: false };

describe('incidents on the map', () => {
  test('an incident without a unit is waiting', () => {
    expect(drawn([incident()])[0]?.properties).toMatchObject({
      icon: 'incident|2|waiting|day',
      number: 'S1-0714-01',
      detail: 'word for fire',
    });
  });

  test('one with a unit on its way is not, until the last is released', () => {
    expect(drawn([incident({ assignments: [assignment] })])[0]?.properties.icon).toBe('incident|2|served|day');
    expect(drawn([incident({ assignments: [{ ...assignment, releasedAtMs: 2 }] })])[0]?.properties.icon).toBe('incident|2|waiting|day');
  });

  test('closed incidents and incidents without a point are not drawn', () => {
    const nowhere = { ...incident().place, latitude: null, longitude: null, radiusM: null };
    expect(drawn([incident({ status: 'closed' }), incident({ place: nowhere })])).toEqual([]);
    expect(incidentRadiusFeatures([incident({ status: 'closed' }), incident({ place: nowhere })], null).features).toEqual([]);
  });

  test('the chosen one ranks above waiting ones, waiting above served, urgent above routine', () => {
    const ranks = drawn(
      [
        incident({ id: 'chosen', priority: 3, assignments: [assignment] }),
        incident({ id: 'urgent', priority: 1 }),
        incident({ id: 'routine', priority: 3 }),
        incident({ id: 'served', priority: 1, assignments: [assignment] }),
      ],
      'chosen',
    ).map((feature) => feature.properties.rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(ranks).size).toBe(4);
  });

  test('how uncertain a point is becomes a circle', () => {
    expect(incidentRadiusFeatures([incident()], 'i1').features[0]?.properties).toEqual({ chosen: true });
  });
});

test('the place that is being typed has its circle; words and points nobody measured have none', () => {
  const { place } = incident();
  expect(placeRadiusFeatures(place).features).toHaveLength(1);
  expect(placeRadiusFeatures(null).features).toEqual([]);
  expect(placeRadiusFeatures({ ...place, radiusM: null }).features).toEqual([]);
  expect(placeRadiusFeatures({ ...place, latitude: null, longitude: null }).features).toEqual([]);
});
