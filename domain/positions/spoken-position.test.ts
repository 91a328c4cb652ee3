import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnitPosition } from './position.ts';
import { decideSpokenPosition, newestPosition, type SpokenPosition } from './spoken-position.ts';

const nowMs = 1_000_000_000;
const spoken = (atMs: number): SpokenPosition => ({ unitId: 'p01', text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', atMs, actor: 'Sari' });
const fix = (fixedAtMs: number): UnitPosition => ({
  id: 'f', sourceId: 'traccar', deviceId: 't', unitId: 'p01', latitude: -7, longitude: 113, accuracyM: 5, islandId: 'madura', fixedAtMs, receivedAtMs: fixedAtMs, speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false,
});

test('of a fix and a word the newer is drawn, whichever came first, and never one from ahead of the clock', () => {
  const time = fc.integer({ min: nowMs - 100_000, max: nowMs + 100_000 });
  fc.assert(
    fc.property(fc.option(time), fc.option(time), (fixedAtMs, saidAtMs) => {
      const drawn = newestPosition(fixedAtMs === null ? undefined : fix(fixedAtMs), saidAtMs === null ? undefined : spoken(saidAtMs), nowMs);
      const honest = [fixedAtMs, saidAtMs !== null && saidAtMs <= nowMs + 60_000 ? saidAtMs : null].filter((atMs) => atMs !== null);
      expect(drawn?.fixedAtMs).toBe(honest.length === 0 ? undefined : Math.max(...honest));
    }),
    { seed: 5 },
  );
});

test('what was said is as certain as the place, and says who wrote it down', () => {
  expect(newestPosition(fix(nowMs - 5_000), spoken(nowMs), nowMs)).toMatchObject({ sourceId: 'spoken', accuracyM: 500, spoken: { text: 'Lenteng', by: 'Sari' } });
});

test('words without a point are no position', () => {
  const unit = { unitId: 'p01', status: 'available', statusSinceMs: 0, statusBy: null, incidentId: 'i1' } as const;
  const place = { text: 'dekat pasar', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' } as const;
  expect(decideSpokenPosition(unit, place)).toMatchObject({ ok: false, code: 'no-point' });
  expect(decideSpokenPosition(undefined, place)).toMatchObject({ ok: false, code: 'no-unit' });
  expect(decideSpokenPosition(unit, { ...place, latitude: -7, longitude: 113 })).toMatchObject({ ok: true, value: [{ unitId: 'p01', incidentId: 'i1' }] });
});
