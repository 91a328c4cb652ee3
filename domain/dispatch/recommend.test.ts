import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldIncident } from '../incidents/fold-incident.ts';
import { incidentView } from '../incidents/incident-view.ts';
import type { Incident } from '../incidents/incident.ts';
import type { UnitPosition } from '../positions/position.ts';
import type { Unit } from '../units/unit.ts';
import { recommend, type UnitWithPosition } from './recommend.ts';

const nowMs = 1_800_000_000_000;

function incidentAt(place: Partial<Incident['place']> = {}): Incident {
  const incident = foldIncident(undefined, {
    id: 'e1',
    station: 'S1',
    seq: 1,
    hlc: '',
    atMs: nowMs,
    actor: 'Sari',
    previousHash: '',
    hash: '',
    act: {
      kind: 'incident.opened',
      incidentId: 'i1',
      number: 'S1-0101-01',
      type: 'medical',
      priority: 1,
      place: { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer', ...place },
      note: '',
      callId: null,
      callerNumber: null,
    },
  });
  if (!incident) throw new Error('not opened');
  return incidentView(incident, () => null);
}

function unit(unitId: string, overrides: Partial<Unit> = {}): Unit {
  return {
    unitId,
    callSign: unitId.toUpperCase(),
    kind: 'ambulance',
    status: 'available',
    statusSinceMs: 0,
    statusBy: null,
    incidentId: null,
    conflictRules: [],
    baseName: 'Puskesmas',
    baseLatitude: -7.05,
    baseLongitude: 113.9,
    islandId: 'madura',
    islandName: 'Madura',
    talkgroup: null,
    phone: null,
    ...overrides,
  };
}

function fixOf(unitId: string, overrides: Partial<UnitPosition> = {}): UnitPosition {
  return {
    id: `fix-${unitId}`,
    sourceId: 'traccar',
    deviceId: unitId,
    unitId,
    islandId: 'madura',
    latitude: -7.05,
    longitude: 113.81,
    fixedAtMs: nowMs,
    receivedAtMs: nowMs,
    accuracyM: 10,
    speedKmh: 0,
    headingDeg: null,
    altitudeM: null,
    batteryPercent: null,
    declaredStale: false,
    ...overrides,
  };
}

describe('recommendation', () => {
  test('a unit across the strait is never offered, however near it is', () => {
    const near = { unit: unit('raas', { islandId: 'raas', islandName: 'Raas' }), position: fixOf('raas', { islandId: 'raas', longitude: 113.801 }) };
    const far = { unit: unit('p01'), position: fixOf('p01', { longitude: 114.1 }) };
    const { lines, basis, elsewhere } = recommend(incidentAt(), [near, far], nowMs);
    expect(lines.map((line) => line.unitId)).toEqual(['p01']);
    expect(basis).toBe('same-island-distance');
    expect(elsewhere).toBe(1);
  });

  test('says that no unit stands on the island instead of offering one that cannot come', () => {
    const found = recommend(incidentAt({ islandId: 'sapeken', islandName: 'Sapeken' }), [{ unit: unit('p01'), position: null }], nowMs);
    expect(found).toMatchObject({ basis: 'no-unit-on-island', lines: [], elsewhere: 1 });
  });

  test('says so when the place has no point, or its point is on no known island', () => {
    const units = [{ unit: unit('p01'), position: null }];
    expect(recommend(incidentAt({ latitude: null, longitude: null }), units, nowMs).basis).toBe('no-place');
    expect(recommend(incidentAt({ islandId: null }), units, nowMs).basis).toBe('island-unknown');
  });

  test('an old fix ranks by where the unit may be by now, behind a certain one', () => {
    const stale = { unit: unit('stale'), position: fixOf('stale', { longitude: 113.81, fixedAtMs: nowMs - 1_800_000 }) };
    const fresh = { unit: unit('fresh'), position: fixOf('fresh', { longitude: 113.83 }) };
    expect(recommend(incidentAt(), [stale, fresh], nowMs).lines.map((line) => line.unitId)).toEqual(['fresh', 'stale']);
  });

  test('a busy unit stays in sight behind the free ones, and one out of service is left out', () => {
    const busy = { unit: unit('busy', { status: 'on-scene', incidentId: 'other' }), position: fixOf('busy', { longitude: 113.8 }) };
    const off = { unit: unit('off', { status: 'out-of-service' }), position: fixOf('off', { longitude: 113.8 }) };
    const free = { unit: unit('free'), position: fixOf('free', { longitude: 114.0 }) };
    const { lines } = recommend(incidentAt(), [busy, off, free], nowMs);
    expect(lines.map(({ unitId, busy: isBusy }) => [unitId, isBusy])).toEqual([
      ['free', false],
      ['busy', true],
    ]);
  });

  test('Enter never sends a fire engine to a heart, however near it stands', () => {
    const engine = { unit: unit('engine', { kind: 'fire-engine' }), position: fixOf('engine', { longitude: 113.8 }) };
    const ambulance = { unit: unit('far', { incidentId: 'other' }), position: fixOf('far', { longitude: 114.1 }) };
    expect(recommend(incidentAt(), [engine, ambulance], nowMs).lines.map(({ unitId, suitable }) => [unitId, suitable])).toEqual([
      ['far', true],
      ['engine', false],
    ]);
  });

  test('the order depends on the units, not on the order they were given in', () => {
    const anyUnit: fc.Arbitrary<UnitWithPosition> = fc
      .record({ id: fc.integer({ min: 0, max: 40 }), longitude: fc.double({ min: 113.6, max: 114.2, noNaN: true }), ageMs: fc.integer({ min: 0, max: 7_200_000 }), busy: fc.boolean(), known: fc.boolean() })
      .map(({ id, longitude, ageMs, busy, known }) => ({
        unit: unit(`u${id}`, { incidentId: busy ? 'other' : null }),
        position: known ? fixOf(`u${id}`, { longitude, fixedAtMs: nowMs - ageMs }) : null,
      }));
    fc.assert(
      fc.property(fc.uniqueArray(anyUnit, { selector: (each) => each.unit.unitId, maxLength: 30 }), (units) => {
        const forward = recommend(incidentAt(), units, nowMs);
        expect(recommend(incidentAt(), [...units].reverse(), nowMs)).toEqual(forward);
        const free = forward.lines.filter((line) => !line.busy).map((line) => line.distanceM + line.uncertaintyM);
        expect([...free].sort((left, right) => left - right)).toEqual(free);
      }),
      { seed: 112 },
    );
  });
});
