import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCallOnRequest, planScene } from './plan-calls.ts';

const seeds = fc.integer();
const scenesOf = (seed: number, count: number, pace = 1) => Array.from({ length: count }, (_, index) => planScene(seed, index, pace));

test('a scene depends on its seed and number alone', () => {
  fc.assert(
    fc.property(seeds, fc.nat(500), (seed, index) => {
      expect(planScene(seed, index, 1)).toEqual(planScene(seed, index, 1));
    }),
    { seed: 112 },
  );
});

test('no number that calls can belong to anybody', () => {
  fc.assert(
    fc.property(seeds, fc.nat(500), (seed, index) => {
      for (const { caller } of planScene(seed, index, 1).calls) {
        expect(caller.anonymous ? caller.raw === 'anonymous' : /^0860112\d{5}$/.test(caller.raw)).toBe(true);
      }
    }),
    { seed: 112 },
  );
});

test('a shift begins soon and with an emergency', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const first = planScene(seed, 0, 1);
      expect(first.afterMs).toBeLessThanOrEqual(15_000);
      expect(first.calls[0]?.scene.kind).toBe('emergency');
    }),
    { seed: 112 },
  );
});

test('twice the pace is half the waiting, and the same people', () => {
  fc.assert(
    fc.property(seeds, fc.nat(100), (seed, index) => {
      const [slow, fast] = [planScene(seed, index, 1), planScene(seed, index, 2)];
      expect(fast.afterMs).toBeCloseTo(slow.afterMs / 2, -1);
      expect(fast.calls).toEqual(slow.calls);
    }),
    { seed: 112 },
  );
});

test('a shift has emergencies, complaints and junk in believable shares', () => {
  const calls = scenesOf(112, 1_000).flatMap((scene) => scene.calls);
  const share = (kind: string): number => calls.filter((call) => call.scene.kind === kind).length / calls.length;
  expect(share('emergency')).toBeGreaterThan(0.35);
  expect(share('emergency')).toBeLessThan(0.65);
  expect(share('ghost') + share('prank')).toBeGreaterThan(0.2);
  expect(share('complaint')).toBeGreaterThan(0.05);
});

test('a house on fire is reported by several within two minutes', () => {
  const fire = scenesOf(112, 500).find((scene) => scene.calls[0]?.scene.id === 'kebakaran-prenduan');
  expect(fire?.calls).toHaveLength(6);
  expect(Math.max(...(fire?.calls ?? []).map((call) => call.delayMs))).toBeLessThanOrEqual(120_000);
});

test('a caller on request waits ten minutes', () => {
  expect(planCallOnRequest(1, 1)).toMatchObject({ patienceMs: 600_000, delayMs: 0 });
});
