import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allUnits, incidentAt, mondayMorningMs, recommendFor, unitInField, unitsBut } from '#tests/fixtures/regency-units.ts';
import type { RecommendedUnit } from './recommendation.ts';

const minuteMs = 60_000;
const seenMinutesAgo = (unitId: string, minutes: number) => unitInField(unitId, { position: { fixedAtMs: mondayMorningMs - minutes * minuteMs } });
const lineOf = (unitId: string, minutes: number, point: readonly [number, number]): RecommendedUnit => {
  const found = recommendFor(incidentAt('cardiac-arrest', 1, point), unitsBut(seenMinutesAgo(unitId, minutes))).lines.find((line) => line.unitId === unitId);
  if (!found) throw new Error(`${unitId} is not in the list`);
  return found;
};

describe('when a unit is there at the latest', () => {
  test('grows with the age of its fix by no more than the way back', () => {
    const lenteng = [-7.03, 113.79] as const;
    const [fresh, older] = [lineOf('p05', 0, lenteng), lineOf('p05', 10, lenteng)];
    expect(fresh.worstMs - fresh.etaMs).toBeLessThan(minuteMs);
    expect(older.etaMs).toBe(fresh.etaMs);
    expect(older.worstMs - older.etaMs).toBeGreaterThan(5 * minuteMs);
    expect(older.worstMs - older.etaMs).toBeLessThanOrEqual(10 * minuteMs + 3_000);
  });

  test('on a small island ends with the island: a fix two hours old is no two hours away', () => {
    const line = lineOf('p10', 120, [-7.07, 113.96]);
    expect(line.worstMs).toBeLessThan(60 * minuteMs);
    expect(line.worstMs).toBeGreaterThan(line.etaMs + 5 * minuteMs);
  });

  test('of a boat is reckoned over water', () => {
    const line = lineOf('al1', 20, [-7.1, 113.92]);
    expect(line.worstMs - line.etaMs).toBeGreaterThan(10 * minuteMs);
    expect(line.worstMs - line.etaMs).toBeLessThanOrEqual(20 * minuteMs + 5_000);
  });

  test('who might miss the ferry is reckoned with the next one', () => {
    // The ferry to Sapudi leaves Kalianget on Monday at eight; the engine stands in Kota, a quarter of an hour away and unseen for forty minutes.
    const fire = incidentAt('wild-animal', 1, [-7.16, 114.33]);
    const twentyPastSevenMs = mondayMorningMs - 100 * minuteMs;
    const engine = unitInField('d1', { position: { fixedAtMs: twentyPastSevenMs - 40 * minuteMs } });
    const line = recommendFor(fire, unitsBut(engine), [], twentyPastSevenMs).lines.find(({ unitId }) => unitId === 'd1');
    expect(line?.etaMs).toBeLessThan(5 * 60 * minuteMs);
    expect(line?.worstMs).toBeGreaterThan(40 * 60 * minuteMs);
  });

  test('is never before its way from the fix, nor after turning round and coming back, whatever the age', () => {
    const movers = allUnits.map(({ unit }) => unit.unitId);
    fc.assert(
      fc.property(fc.constantFrom(...movers), fc.integer({ min: 0, max: 180 }), fc.constantFrom<readonly [number, number]>([-7.03, 113.79], [-6.862, 115.29], [-7.16, 114.33]), (unitId, minutes, point) => {
        const { lines } = recommendFor(incidentAt('disaster', 1, point), unitsBut(seenMinutesAgo(unitId, minutes)));
        for (const { etaMs, worstMs, legs } of lines.filter((line) => line.unitId === unitId)) {
          expect(worstMs).toBeGreaterThanOrEqual(etaMs);
          if (legs.every(({ kind }) => kind !== 'sea')) expect(worstMs).toBeLessThanOrEqual(etaMs + minutes * minuteMs + 10_000);
        }
      }),
      { seed: 112, numRuns: 30 },
    );
  });
});
