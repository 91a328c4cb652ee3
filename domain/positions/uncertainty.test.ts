import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIslands, isInside } from '../places/islands.ts';
import { unitKinds, type UnitKind } from '../units/unit.ts';
import { plausibleTravel } from './plausible-travel.ts';
import type { UnitPosition } from './position.ts';
import { areaRings, uncertainArea, type UncertainArea } from './uncertainty.ts';

const now = Date.UTC(2026, 10, 23, 20, 0, 0);
const minute = 60_000;
const islands = createIslands(JSON.parse(readFileSync(new URL('../../resources/map/islands.geojson', import.meta.url), 'utf8')));

function position(agoMs: number, changes: Partial<UnitPosition> = {}): UnitPosition {
  return {
    id: 'f', sourceId: 'traccar', deviceId: '863', unitId: 'p1', islandId: 'madura', latitude: -7.01, longitude: 113.86, fixedAtMs: now - agoMs, receivedAtMs: now,
    accuracyM: 10, speedKmh: 0, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false, ...changes,
  };
}

const areaOf = (fix: UnitPosition, kind: UnitKind = 'ambulance', laterMs = 0): UncertainArea => uncertainArea(fix, kind, now + laterMs, islands.shoreOf);
const kalianget = { latitude: -7.055, longitude: 113.94 };
const talango = { latitude: -7.06, longitude: 113.98 };

describe('the area a unit may be in', () => {
  test('grows with the age of the fix by what the kind of unit may make', () => {
    expect(areaOf(position(0)).radiusM).toBe(10);
    expect(areaOf(position(3 * minute)).radiusM).toBeCloseTo(4_010);
    expect(areaOf(position(6 * minute, { islandId: null }), 'ambulance').radiusM).toBeCloseTo(4_610);
    expect(areaOf(position(6 * minute, { islandId: null }), 'sea-ambulance').radiusM).toBeCloseTo(5_610);
  });

  test('of an ambulance ends at the shore: it does not swim to Talango', () => {
    const area = areaOf(position(30 * minute, kalianget));
    expect(areaRings(area).some((ring) => isInside(ring, kalianget.latitude, kalianget.longitude))).toBe(true);
    expect(areaRings(area).some((ring) => isInside(ring, talango.latitude, talango.longitude))).toBe(false);
  });

  test('of a boat goes on over the water, and so does that of an ambulance that is on it', () => {
    for (const area of [areaOf(position(30 * minute, kalianget), 'sea-ambulance'), areaOf(position(30 * minute, { ...kalianget, islandId: null }))]) {
      expect(areaRings(area).some((ring) => isInside(ring, talango.latitude, talango.longitude))).toBe(true);
    }
  });

  test('after a day on a small island is the island', () => {
    const ring = islands.shoreOf('gililabak') ?? [];
    const [longitude = 0, latitude = 0] = ring[0] ?? [];
    const area = areaOf(position(24 * 60 * minute, { latitude, longitude, islandId: 'gililabak' }), 'volunteer');
    const drawn = areaRings(area).at(-1) ?? [];
    expect(new Set(drawn.map(String)).size).toBe(new Set(ring.map(String)).size);
  });

  test('holds a fix on a pier beside the drawn shore', () => {
    const pier = { latitude: -7.0605, longitude: 113.9412 };
    expect(isInside(islands.shoreOf('madura') ?? [], pier.latitude, pier.longitude)).toBe(false);
    expect(areaRings(areaOf(position(minute, pier))).some((ring) => isInside(ring, pier.latitude, pier.longitude))).toBe(true);
  });
});

const anyFix = fc.record({
  fix: fc.constantFrom('madura', 'kangean', 'sapudi', 'raas', 'giliraja').chain((islandId) => {
    const ring = islands.shoreOf(islandId) ?? [];
    return fc.record({ corner: fc.constantFrom(...ring), shiftDeg: fc.tuple(fc.double({ min: -0.01, max: 0.01, noNaN: true }), fc.double({ min: -0.01, max: 0.01, noNaN: true })) })
      .map(({ corner: [longitude = 0, latitude = 0], shiftDeg }) => position(0, { islandId, latitude: latitude + shiftDeg[0], longitude: longitude + shiftDeg[1] }));
  }),
  kind: fc.constantFrom(...unitKinds),
  ageMs: fc.integer({ min: 0, max: 2 * 60 * minute }),
});

describe('whatever the fix, its age and the unit', () => {
  test('every point within the shore and the reach lies in the area, and none other', () => {
    fc.assert(
      fc.property(anyFix, fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), fc.double({ min: 0, max: 1.5, noNaN: true }), ({ fix, kind, ageMs }, angle, part) => {
        const area = areaOf(fix, kind, ageMs);
        const reachM = area.radiusM * part;
        const degreesNorth = (reachM * Math.sin(angle)) / 111_195;
        const point = { latitude: fix.latitude + degreesNorth, longitude: fix.longitude + (reachM * Math.cos(angle)) / (111_195 * Math.cos((fix.latitude * Math.PI) / 180)) };
        const isOnShore = area.shore === null || isInside(area.shore, point.latitude, point.longitude);
        const isDrawn = areaRings(area).some((ring) => isInside(ring, point.latitude, point.longitude));
        if (part < 0.995 && isOnShore) expect(isDrawn).toBe(true);
        if (part > 1.01) expect(isDrawn).toBe(false);
        if (!isOnShore && reachM > area.accuracyM * 1.01) expect(isDrawn).toBe(false);
      }),
      { seed: 112, numRuns: 3_000 },
    );
  });
});

test('every kind of unit moves', () => {
  for (const kind of unitKinds) for (const isAtSea of [true, false]) expect(plausibleTravel(kind, isAtSea).speedKmh).toBeGreaterThan(0);
});
