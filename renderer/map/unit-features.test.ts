import { describe, expect, test } from 'vitest';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { uncertaintyFeatures, unitFeatures, unitOffsets } from './unit-features.ts';
import { unitLooks } from './units/unit-look.ts';

const nowMs = 1_700_000_000_000;

function unit(over: Partial<Unit> = {}): Unit {
  return {
    unitId: 'p12',
    callSign: 'P12',
    kind: 'ambulance',
    status: 'available',
    statusSinceMs: nowMs,
    statusBy: null,
    incidentId: null,
    conflictRules: [],
    baseName: 'Lenteng',
    baseLatitude: -7.03,
    baseLongitude: 113.78,
    islandId: 'madura',
    islandName: 'Madura',
    talkgroup: null,
    phone: null,
    ...over,
  };
}

function position(over: Partial<UnitPosition> = {}): UnitPosition {
  return {
    id: 'fix',
    unitId: 'p12',
    islandId: 'madura',
    sourceId: 'gps',
    deviceId: 'tracker',
    latitude: -7,
    longitude: 114,
    fixedAtMs: nowMs - 10_000,
    receivedAtMs: nowMs,
    accuracyM: 10,
    speedKmh: 40,
    headingDeg: 90,
    altitudeM: null,
    batteryPercent: null,
    declaredStale: false,
    ...over,
  };
}

function drawn(units: readonly Unit[], positions: readonly UnitPosition[], chosenUnitId: string | null = null, taken: Parameters<typeof unitOffsets>[1] = []) {
  const looks = unitLooks({
    units: new Map(units.map((each) => [each.unitId, each])),
    positions: new Map(positions.map((each) => [each.unitId, each])),
    chosenUnitId,
    nowMs,
    isPast: false,
  });
  return unitFeatures({
    looks,
    offsets: unitOffsets(looks, taken),
    theme: 'dark',
    words: {
      status: new Proxy({} as Record<Unit['status'], string>, { get: (_, status) => `word for ${String(status)}` }),
      age: (ageMs) => `${Math.floor(ageMs / 60_000)} min`,
      atBase: 'at base',
    },
  }).features;
}

describe('units on the map', () => {
  test('a fresh fix stands at its place, filled, with its heading and without an age', () => {
    const [feature] = drawn([unit()], [position()]);
    expect(feature?.geometry.coordinates).toEqual([114, -7]);
    expect(feature?.properties).toMatchObject({
      icon: 'unit|ambulance|live|green|dark',
      headingIcon: 'heading|green|dark',
      headingDeg: 90,
      detail: 'word for available',
      faded: false,
    });
  });

  test('a fix older than two minutes is never drawn as live: another form, its age, no heading', () => {
    const [feature] = drawn([unit()], [position({ fixedAtMs: nowMs - 180_000 })]);
    expect(feature?.properties).toMatchObject({
      icon: 'unit|ambulance|ageing|green|dark',
      headingIcon: null,
      detail: 'word for available · 3 min',
    });
  });

  test('a fix older than ten minutes is faded as well', () => {
    const [feature] = drawn([unit()], [position({ fixedAtMs: nowMs - 1_200_000 })]);
    expect(feature?.properties).toMatchObject({ icon: 'unit|ambulance|old|green|dark', faded: true });
  });

  test('a fix the tracker calls stale is never live, however young', () => {
    const [feature] = drawn([unit()], [position({ declaredStale: true })]);
    expect(feature?.properties.icon).toBe('unit|ambulance|ageing|green|dark');
  });

  test('a unit without a fix is not drawn at its base', () => {
    expect(drawn([unit()], [])).toEqual([]);
  });

  test('a Puskesmas without a fix stands at its base and says so', () => {
    const [feature] = drawn([unit({ kind: 'puskesmas' })], []);
    expect(feature?.geometry.coordinates).toEqual([113.78, -7.03]);
    expect(feature?.properties).toMatchObject({ icon: 'unit|puskesmas|base|green|dark', detail: 'word for available · at base' });
  });

  test('a unit that stands has no heading', () => {
    const [feature] = drawn([unit()], [position({ speedKmh: 1 })]);
    expect(feature?.properties.headingIcon).toBeNull();
  });

  test('two units at one place are drawn side by side, a third elsewhere at its point', () => {
    const features = drawn(
      [unit({ unitId: 'a' }), unit({ unitId: 'b' }), unit({ unitId: 'c' })],
      [position({ unitId: 'a' }), position({ unitId: 'b' }), position({ unitId: 'c', longitude: 115 })],
    );
    expect(features.map((feature) => feature.properties.offsetPx)).toEqual([
      '-15 0',
      '15 0',
      '0 0',
    ]);
    expect(features[0]?.properties.headingIcon).toBeNull();
  });

  test('many units at one place stand in rows of four rather than across the map', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const features = drawn(ids.map((unitId) => unit({ unitId })), ids.map((unitId) => position({ unitId })));
    expect(features.map((feature) => feature.properties.offsetPx)).toEqual([
      '-45 0',
      '-15 0',
      '15 0',
      '45 0',
      '-45 30',
      '-15 30',
    ]);
  });

  test('a unit at the very point of an incident is drawn beside it, with its label', () => {
    const [feature] = drawn([unit()], [position()], null, [{ longitude: 114, latitude: -7 }]);
    expect(feature?.geometry.coordinates).toEqual([114, -7]);
    expect(feature?.properties.offsetPx).toBe('46 0');
    expect(feature?.properties.labelAnchors.slice(0, 2)).toEqual(['top', [46 / 14, 1.4]]);
  });

  test('the chosen unit ranks above busy ones and busy ones above free ones', () => {
    const ranks = drawn(
      [unit({ unitId: 'free' }), unit({ unitId: 'busy', incidentId: 'i1' }), unit({ unitId: 'chosen' })],
      [position({ unitId: 'free' }), position({ unitId: 'busy', latitude: -6 }), position({ unitId: 'chosen', latitude: -5 })],
      'chosen',
    ).map((feature) => feature.properties.rank);
    expect(ranks).toEqual([1, 3, 5]);
  });
});

const area = (radiusM: number, shore: readonly (readonly number[])[] | null = null) => ({ latitude: -7, longitude: 113.8, radiusM, accuracyM: 10, shore });

describe('areas of uncertainty', () => {
  const looksOf = (chosenUnitId: string | null) => unitLooks({ units: new Map([['p12', unit()]]), positions: new Map([['p12', position()]]), chosenUnitId, nowMs, isPast: false });

  test('have the radius asked for, and end at the shore', () => {
    const [open] = uncertaintyFeatures(looksOf('p12'), () => area(1_000)).features;
    const latitudes = open?.geometry.coordinates[0]?.[0]?.map((point) => point[1] ?? 0) ?? [];
    expect(open?.properties.chosen).toBe(true);
    expect(Math.round((Math.max(...latitudes) + 7) * 111_195)).toBeGreaterThanOrEqual(1_000);
    const shore = [[113, -8], [114, -8], [114, -6.9999], [113, -6.9999]];
    const [cut] = uncertaintyFeatures(looksOf('p12'), () => area(1_000, shore)).features;
    expect(Math.max(...(cut?.geometry.coordinates[0]?.[0]?.map((point) => point[1] ?? 0) ?? []))).toBeCloseTo(-6.9999, 6);
  });

  test('are left out where nothing is known or the icon would cover them', () => {
    expect(uncertaintyFeatures(looksOf(null), () => null).features).toEqual([]);
    expect(uncertaintyFeatures(looksOf(null), () => area(20)).features).toEqual([]);
  });
});
