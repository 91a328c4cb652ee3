import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Incident } from '#domain/incidents/incident.ts';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import { fixStandings, type FixStanding } from '#domain/positions/position.ts';
import { incidentsAt } from './incidents-at.ts';
import { keptMs, minuteMs, withinKept } from './kept-time.ts';
import { lengthM, measureFeatures } from './measure-features.ts';
import { excludedCounts, trailFeatures, type TrailWords } from './trail-features.ts';

const startMs = 1_800_000_000_000;

test('the past that is shown is always a whole minute that is over and not forgotten', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2 * keptMs, max: keptMs }), fc.nat(minuteMs), (awayMs, withinMs) => {
      const nowMs = startMs + withinMs;
      const atMs = withinKept(nowMs + awayMs, nowMs);
      expect(atMs % minuteMs).toBe(0);
      expect(atMs).toBeLessThanOrEqual(nowMs);
      expect(atMs).toBeGreaterThanOrEqual(nowMs - keptMs);
      if (awayMs < 0 && awayMs > -keptMs + minuteMs) expect(nowMs + awayMs - atMs).toBeLessThan(minuteMs);
    }),
    { seed: 112 },
  );
});

describe('incidents of a moment', () => {
  const incident = (over: Partial<Incident>) => ({ id: 'i1', status: 'closed', openedAtMs: startMs, closedAtMs: startMs + 60_000, assignments: [], ...over }) as unknown as Incident;
  const at = (given: Incident, atMs: number) => [...incidentsAt(new Map([[given.id, given]]), atMs).values()];

  test('are those opened before it and not closed then, drawn as open', () => {
    expect(at(incident({}), startMs - 1)).toEqual([]);
    expect(at(incident({}), startMs)).toMatchObject([{ status: 'open', closedAtMs: null }]);
    expect(at(incident({}), startMs + 60_000)).toEqual([]);
    expect(at(incident({ closedAtMs: null }), startMs + 3_600_000)).toHaveLength(1);
  });

  test('have the units they had then', () => {
    const assignment = { unitId: 'p12', assignedAtMs: startMs + 10, assignedBy: 'Sari', releasedAtMs: startMs + 20, overruled: false };
    const unitsAt = (atMs: number) => at(incident({ assignments: [assignment] }), atMs)[0]?.assignments.map(({ releasedAtMs }) => releasedAtMs);
    expect(unitsAt(startMs + 5)).toEqual([]);
    expect(unitsAt(startMs + 15)).toEqual([null]);
    expect(unitsAt(startMs + 25)).toEqual([startMs + 20]);
  });
});

describe('a trail', () => {
  const words: TrailWords = { time: (atMs) => `+${(atMs - startMs) / minuteMs}`, standing: Object.fromEntries(fixStandings.map((each) => [each, each])) as Record<FixStanding, string> };
  const fix = (minute: number, standing: FixStanding = 'live', longitude = 113 + minute / 1_000): FixRecord => ({
    ...{ id: String(minute), sourceId: 's', deviceId: 'd', latitude: -7, longitude, fixedAtMs: startMs + minute * minuteMs, receivedAtMs: 0, accuracyM: null, speedKmh: null },
    ...{ headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false, standing },
  });

  test('is a line for each stretch, a point for each fix and a time every ten minutes; what is not believed stands beside it with why', () => {
    const { features } = trailFeatures([fix(0), fix(5), fix(9), fix(11), fix(12, 'implausible'), fix(40), fix(13, 'future'), fix(14, 'outranked')], words);
    expect(features.filter(({ properties }) => properties.part === 'way').map(({ geometry }) => geometry.coordinates.length)).toEqual([4]);
    expect(features.flatMap(({ properties }) => (properties.part === 'fix' ? [properties.time] : []))).toEqual(['+0', '', '', '+11', '+40']);
    expect(features.flatMap(({ properties }) => (properties.part === 'excluded' ? [properties.reason] : []))).toEqual(['+12 implausible', '+13 future']);
  });

  test('draws no fix at the point where a receiver without one says it is, but counts it', () => {
    const fixes = [{ ...fix(1, 'implausible'), latitude: 0, longitude: 0 }, fix(2, 'implausible'), fix(3, 'future'), fix(4)];
    expect(trailFeatures(fixes, words).features.filter(({ properties }) => properties.part === 'excluded')).toHaveLength(2);
    expect(excludedCounts(fixes)).toEqual([['implausible', 2], ['future', 1]]);
  });
});

test('a line is as long as its parts, and says at each point how long it is until there', () => {
  const degree = 111_195;
  expect(lengthM([])).toBe(0);
  expect(lengthM([[113, -7]])).toBe(0);
  expect(Math.abs(lengthM([[113, -7], [113, -6], [113, -5]]) - 2 * degree)).toBeLessThan(20);
  const { features } = measureFeatures([[113, -7], [113, -6], [113, -5]], (metres) => String(Math.round(metres / degree)));
  expect(features.map(({ geometry, properties }) => [geometry.type, properties.length])).toEqual([['LineString', ''], ['Point', ''], ['Point', '1'], ['Point', '2']]);
});
