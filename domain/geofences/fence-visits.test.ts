import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FixRecord } from '../positions/fix-record.ts';
import { fixStandings, type FixStanding } from '../positions/position.ts';
import { metresPerDegree } from '../places/distance.ts';
import { fencesOf, type Fence } from './fence.ts';
import { crossedAfterMs, foldFix, nothingSeen, visitsOf } from './fence-visits.ts';

const hospital: Fence = { id: 'rs', kind: 'hospital', name: 'RSUD', latitude: -7, longitude: 113.86, radiusM: 200, unitIds: [] };
const startMs = 1_800_000_000_000;

/** A fix so many metres north of the hospital, so many seconds after the start. */
function fix(northM: number, atS: number, more: Partial<FixRecord> = {}): FixRecord {
  const fixedAtMs = startMs + atS * 1_000;
  return {
    ...{ id: `f${atS}`, sourceId: 'gps', deviceId: 'd', fixedAtMs, receivedAtMs: fixedAtMs, latitude: -7 + northM / metresPerDegree, longitude: 113.86, accuracyM: 10 },
    ...{ speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false, standing: 'live' as const },
    ...more,
  };
}
const visits = (...fixes: readonly FixRecord[]) => visitsOf(fixes, [hospital]).visits.map(({ enteredAtMs, leftAtMs }) => [(enteredAtMs - startMs) / 1_000, leftAtMs === null ? null : (leftAtMs - startMs) / 1_000]);

describe('a unit and a fence', () => {
  test('comes in and goes out at the first fix on the other side, once it stayed there', () => {
    expect(visits(fix(900, 0), fix(50, 60), fix(40, 100), fix(30, 600), fix(900, 660), fix(950, 700))).toEqual([[60, 660]]);
    expect(visits(fix(900, 0), fix(50, 60))).toEqual([]);
    expect(visits(fix(900, 0), fix(50, 60), fix(40, 100))).toEqual([[60, null]]);
  });

  test('one jump in or out crosses nothing, nor does a fix whose error reaches over the fence', () => {
    expect(visits(fix(900, 0), fix(0, 60), fix(900, 90), fix(0, 120), fix(900, 150))).toEqual([]);
    expect(visits(fix(900, 0), fix(0, 60, { accuracyM: 300 }), fix(0, 600, { accuracyM: 300 }))).toEqual([]);
    expect(visits(fix(0, 0), fix(0, 60), fix(5_000, 120), fix(0, 150), fix(0, 200))).toEqual([[0, null]]);
  });

  test('that is parked at the edge does not come and go', () => {
    const edge = Array.from({ length: 200 }, (_, index) => fix(index % 2 === 0 ? 185 : 240, 100 + index * 20));
    expect(visits(fix(0, 0), fix(0, 60), ...edge)).toEqual([[0, null]]);
  });

  const anyFix = fc.record({ atS: fc.integer({ min: 0, max: 4_000 }), northM: fc.integer({ min: 0, max: 700 }), accuracyM: fc.constantFrom(null, 5, 40, 150), standing: fc.constantFrom<FixStanding>(...fixStandings) });
  const anyFixes = fc.uniqueArray(anyFix, { maxLength: 80, selector: ({ atS }) => atS }).map((given) => given.map(({ atS, northM, ...more }) => fix(northM, atS, more)));

  test('the same fixes give the same visits in whatever order they come and however often', () => {
    fc.assert(
      fc.property(anyFixes.chain((fixes) => fc.tuple(fc.constant(fixes), fc.shuffledSubarray([...fixes, ...fixes], { minLength: fixes.length * 2 }))), ([fixes, told]) => {
        expect(visitsOf(told, [hospital])).toEqual(visitsOf(fixes, [hospital]));
        // One at a time, in order, is the same as all at once.
        const inOrder = fixes.toSorted((one, other) => one.fixedAtMs - other.fixedAtMs);
        expect(inOrder.reduce((fold, each) => foldFix(fold, each, [hospital]), nothingSeen)).toEqual(visitsOf(fixes, [hospital]));
      }),
      { seed: 112, numRuns: 300 },
    );
  });

  test('what is not believed crosses nothing: without it the visits are the same', () => {
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const believed = fixes.filter(({ standing }) => standing === 'live' || standing === 'last-known' || standing === 'buffered' || standing === 'older-than-known');
        expect(visitsOf(fixes, [hospital]).visits).toEqual(visitsOf(believed, [hospital]).visits);
      }),
      { seed: 112, numRuns: 300 },
    );
  });

  test('visits of one fence follow each other, and each crossing is seen by two fixes half a minute apart', () => {
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const found = visitsOf(fixes, [hospital]).visits;
        found.forEach(({ enteredAtMs, leftAtMs }, index) => {
          if (leftAtMs === null) expect(index).toBe(found.length - 1);
          else expect(leftAtMs - enteredAtMs).toBeGreaterThanOrEqual(crossedAfterMs);
          expect(enteredAtMs).toBeGreaterThanOrEqual(found[index - 1]?.leftAtMs ?? 0);
        });
      }),
      { seed: 112, numRuns: 300 },
    );
  });

  test('a unit whose receiver jitters within its own error never leaves where it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 3, maxLength: 60 }), (jitterM) => {
        expect(visits(...jitterM.map((northM, index) => fix(northM, index * 20, { accuracyM: 60 })))).toEqual(jitterM.length * 20 - 20 >= 40 ? [[0, null]] : []);
      }),
      { seed: 112, numRuns: 100 },
    );
  });
});

test('bases at one point are one fence with who is at home there; a place that is not known well is none', () => {
  const place = { id: 'p', kind: 'pier' as const, name: 'Dermaga', latitude: -7, longitude: 114, radiusM: 2_000 };
  const base = { name: 'Puskesmas', latitude: -7.05, longitude: 113.9 };
  const fences = fencesOf({ own: [{ ...place, id: 'own' }], bases: [{ ...base, unitId: 'a' }, { ...base, unitId: 'b' }], places: [place, { ...place, id: 'sure', radiusM: 20 }, { ...place, ...base, id: 'post-of-base', kind: 'post', radiusM: 20 }] });
  expect(fences.map(({ id, radiusM, unitIds }) => [id, radiusM, unitIds])).toEqual([['base:-7.05,113.9', 150, ['a', 'b']], ['own', 2_000, []], ['sure', 150, []]]);
});
