import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDrawn, judgeFix, uncertaintyM } from './fix-standing.ts';
import type { Fix } from './position.ts';

const now = Date.UTC(2026, 10, 23, 20, 0, 0);
const seconds = 1000;

function fix(agoMs: number, changes: Partial<Fix> = {}): Fix {
  return {
    id: `traccar:863:${now - agoMs}`, sourceId: 'traccar', deviceId: '863', latitude: -7.01, longitude: 113.86, fixedAtMs: now - agoMs, receivedAtMs: now,
    accuracyM: 10, speedKmh: 40, headingDeg: 90, altitudeM: 5, batteryPercent: 80, declaredStale: false, ...changes,
  };
}

describe('the standing of a fix', () => {
  test('is live while it is fresh and new', () => {
    expect(judgeFix(fix(0), undefined, now)).toBe('live');
    expect(judgeFix(fix(120 * seconds), fix(130 * seconds), now)).toBe('live');
    expect(judgeFix(fix(-60 * seconds), undefined, now)).toBe('live');
  });

  test('is last known when it is old but nothing newer is', () => {
    expect(judgeFix(fix(121 * seconds), undefined, now)).toBe('last-known');
    expect(judgeFix(fix(300 * seconds), fix(900 * seconds), now)).toBe('last-known');
  });

  test('is history when it is older than a day and the unit is not drawn yet', () => {
    expect(judgeFix(fix(86_401 * seconds), undefined, now)).toBe('buffered');
    expect(judgeFix(fix(86_401 * seconds), fix(90_000 * seconds), now)).toBe('last-known');
  });

  test('is history when something newer is known', () => {
    expect(judgeFix(fix(300 * seconds), fix(10 * seconds), now)).toBe('buffered');
    expect(judgeFix(fix(20 * seconds), fix(10 * seconds), now)).toBe('older-than-known');
    expect(judgeFix(fix(10 * seconds), fix(10 * seconds), now)).toBe('older-than-known');
  });

  test('is never drawn from the future', () => {
    expect(judgeFix(fix(-61 * seconds), undefined, now)).toBe('future');
  });

  test('does not wait for a known fix that only a wrong clock had let in', () => {
    expect(judgeFix(fix(5 * seconds), fix(-3 * 86_400 * seconds), now)).toBe('live');
  });

  test('is an old place under a new time when the tracker says so', () => {
    expect(judgeFix(fix(0, { declaredStale: true }), undefined, now)).toBe('declared-stale');
  });

  test('is implausible at an exact zero or across a strait in ten seconds', () => {
    expect(judgeFix(fix(0, { latitude: 0, longitude: 0 }), undefined, now)).toBe('implausible');
    expect(judgeFix(fix(0, { longitude: 0 }), undefined, now)).toBe('implausible');
    expect(judgeFix(fix(0, { latitude: -6.91, longitude: 115.4 }), fix(10 * seconds), now)).toBe('implausible');
    expect(judgeFix(fix(0, { latitude: -7.0118 }), fix(10 * seconds), now)).toBe('live');
  });

  test('allows a rough fix its own error, and two far apart after two minutes', () => {
    expect(judgeFix(fix(0, { latitude: -7.05, accuracyM: 5_000 }), fix(10 * seconds), now)).toBe('live');
    expect(judgeFix(fix(0, { latitude: -6.91, longitude: 115.4 }), fix(121 * seconds), now)).toBe('live');
  });
});

const anyFix = fc
  .record({ agoS: fc.integer({ min: -600, max: 3_600 }), latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }), declaredStale: fc.boolean() })
  .map(({ agoS, ...changes }) => fix(agoS * seconds, changes));
const parkedFix = fc.integer({ min: -600, max: 3_600 }).map((agoS) => fix(agoS * seconds));

function draw(fixes: readonly Fix[], onDrawn: (before: Fix | undefined, drawn: Fix) => void = () => undefined): Fix | undefined {
  return fixes.reduce<Fix | undefined>((known, each) => {
    if (!isDrawn(judgeFix(each, known, now))) return known;
    onDrawn(known, each);
    return each;
  }, undefined);
}

describe('whatever is replayed, in whatever order', () => {
  test('nothing from the future is drawn, and nothing old is live', () => {
    fc.assert(
      fc.property(anyFix, fc.option(anyFix, { nil: undefined }), (each, known) => {
        const standing = judgeFix(each, known, now);
        if (each.fixedAtMs > now + 60_000) expect(standing).toBe('future');
        if (standing === 'live') expect(now - each.fixedAtMs).toBeLessThanOrEqual(120_000);
      }),
      { seed: 112, numRuns: 1000 },
    );
  });

  test('the drawn position never goes back in time', () => {
    fc.assert(
      fc.property(fc.array(anyFix, { maxLength: 30 }), (fixes) => {
        draw(fixes, (before, drawn) => {
          if (before) expect(drawn.fixedAtMs).toBeGreaterThan(before.fixedAtMs);
        });
      }),
      { seed: 112, numRuns: 1000 },
    );
  });

  test('the newest honest fix is the one that stays', () => {
    fc.assert(
      fc.property(fc.array(parkedFix, { minLength: 1, maxLength: 30 }), (fixes) => {
        const honest = fixes.filter((each) => each.fixedAtMs <= now + 60_000).map((each) => each.fixedAtMs);
        expect(draw(fixes)?.fixedAtMs).toBe(honest.length === 0 ? undefined : Math.max(...honest));
      }),
      { seed: 112, numRuns: 500 },
    );
  });
});

describe('the circle of uncertainty', () => {
  test('starts at the accuracy and grows with age', () => {
    expect(uncertaintyM(fix(0), now, 60)).toBe(10);
    expect(uncertaintyM(fix(60 * seconds), now, 60)).toBeCloseTo(1_010);
    expect(uncertaintyM(fix(0, { accuracyM: null }), now, 60)).toBe(50);
    expect(uncertaintyM(fix(36 * seconds, { speedKmh: 100 }), now, 60)).toBeCloseTo(1_010);
  });

  test('is never negative and never shrinks', () => {
    fc.assert(
      fc.property(anyFix, fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 1e9 }), fc.double({ min: -500, max: 500, noNaN: true }), (each, laterMs, moreMs, speedKmh) => {
        const early = uncertaintyM(each, now + laterMs, speedKmh);
        expect(early).toBeGreaterThanOrEqual(0);
        expect(uncertaintyM(each, now + laterMs + moreMs, speedKmh)).toBeGreaterThanOrEqual(early);
      }),
      { seed: 112, numRuns: 500 },
    );
  });
});
