import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOnTrail, trailStretches, type FixRecord } from './fix-record.ts';
import { isDrawn, judgeFix } from './fix-standing.ts';
import { fixStandings, type Fix } from './position.ts';
import { sourceRank } from './source-rank.ts';

const startMs = 1_790_000_000_000;

function fix(over: Partial<Fix> = {}): Fix {
  const fixedAtMs = over.fixedAtMs ?? startMs;
  return {
    ...{ id: `${over.deviceId ?? 'phone'} ${fixedAtMs}`, sourceId: 's', deviceId: 'phone', latitude: -7, longitude: 113.8, fixedAtMs, receivedAtMs: fixedAtMs },
    ...{ accuracyM: 10, speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false },
    ...over,
  };
}

describe('of an HT and a device of one unit', () => {
  const ht = fix({ deviceId: 'ht:112001' });

  test('the device is held back for half a minute after the HT told, and serves when the HT stays silent', () => {
    const device = (afterMs: number) => fix({ fixedAtMs: startMs + afterMs, latitude: -7.001 });
    expect(judgeFix(device(10_000), ht, startMs + 10_000)).toBe('outranked');
    expect(judgeFix(device(30_000), ht, startMs + 30_000)).toBe('outranked');
    expect(judgeFix(device(31_000), ht, startMs + 31_000)).toBe('live');
  });

  test('the HT is never shut out by a device that says something else', () => {
    const garage = fix({ latitude: -7.5 });
    expect(judgeFix(fix({ deviceId: 'ht:112001', fixedAtMs: startMs + 10_000 }), garage, startMs + 10_000)).toBe('live');
    expect(judgeFix(fix({ fixedAtMs: startMs + 10_000 }), garage, startMs + 10_000)).toBe('implausible');
  });

  test('whatever comes in which order: what is drawn never steps down to a lower source within half a minute, and never goes back in time', () => {
    const heard = fc.record({ deviceId: fc.constantFrom('ht:1', 'phone', 'tracker', 'spoken:p12'), afterS: fc.nat(900), lateS: fc.nat(60) });
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 60 }), (all) => {
        let drawn: Fix | undefined;
        for (const { deviceId, afterS, lateS } of all.toSorted((one, other) => one.afterS + one.lateS - other.afterS - other.lateS)) {
          const next = fix({ deviceId, fixedAtMs: startMs + afterS * 1_000 });
          if (!isDrawn(judgeFix(next, drawn, next.fixedAtMs + lateS * 1_000))) continue;
          if (drawn) {
            expect(next.fixedAtMs).toBeGreaterThan(drawn.fixedAtMs);
            if (sourceRank(next) < sourceRank(drawn)) expect(next.fixedAtMs - drawn.fixedAtMs).toBeGreaterThan(30_000);
          }
          drawn = next;
        }
      }),
      { seed: 112, numRuns: 500 },
    );
  });

  test('a unit with devices only is judged as before', () => {
    expect(judgeFix(fix({ deviceId: 'tracker', fixedAtMs: startMs + 5_000 }), fix(), startMs + 5_000)).toBe('live');
  });
});

describe('a trail', () => {
  const record = (afterS: number, standing: FixRecord['standing'] = 'live'): FixRecord => ({ ...fix({ fixedAtMs: startMs + afterS * 1_000 }), standing });

  test('takes what came late into its place, leaves out what is not believed, and is open where nothing is known for ten minutes', () => {
    const stretches = trailStretches([record(60), record(0), record(30, 'buffered'), record(40, 'implausible'), record(50, 'outranked'), record(60), record(700), record(720)]);
    expect(stretches.map((stretch) => stretch.map(({ fixedAtMs }) => (fixedAtMs - startMs) / 1_000))).toEqual([[0, 30, 60], [700, 720]]);
  });

  test('holds every believed fix once, in order, and no other', () => {
    const any = fc.record({ afterS: fc.nat(5_000), standing: fc.constantFrom(...fixStandings) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 80 }), (given) => {
        const fixes = given.map(({ afterS, standing }) => record(afterS, standing));
        const times = trailStretches(fixes).flat().map(({ fixedAtMs }) => fixedAtMs);
        expect(times).toEqual([...new Set(fixes.filter(isOnTrail).map(({ fixedAtMs }) => fixedAtMs))].sort((one, other) => one - other));
      }),
      { seed: 112, numRuns: 300 },
    );
  });
});
