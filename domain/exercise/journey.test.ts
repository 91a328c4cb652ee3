import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceM } from '../places/distance.ts';
import { motionAt, planJourney, withNoise } from './journey.ts';
import { createRandom } from './random.ts';

const point = fc.record({ latitude: fc.double({ min: -7.2, max: -6.9, noNaN: true }), longitude: fc.double({ min: 113.6, max: 114.1, noNaN: true }) });
const plan = fc.record({ from: point, to: point, home: point, speedKmh: fc.integer({ min: 20, max: 60 }), byWater: fc.boolean(), seed: fc.integer() });

test('a journey is never faster than its vehicle and ends at home', () => {
  fc.assert(
    fc.property(plan, ({ seed, ...given }) => {
      const journey = planJourney({ ...given, startMs: 0 }, createRandom(seed, 'journey'));
      const stepMs = 20_000;
      for (let atMs = 0; atMs < Math.min(journey.homeAtMs, 10_800_000); atMs += stepMs) {
        const movedM = distanceM(motionAt(journey, atMs), motionAt(journey, atMs + stepMs));
        expect(movedM / (stepMs / 1000)).toBeLessThanOrEqual((given.speedKmh / 3.6) * 1.001);
      }
      expect(motionAt(journey, journey.homeAtMs)).toMatchObject({ ...given.home, phase: 'home', speedKmh: 0 });
      expect(motionAt(journey, journey.arriveAtMs)).toMatchObject({ ...given.to, phase: 'on-scene', speedKmh: 0 });
    }),
    { seed: 112, numRuns: 50 },
  );
});

test('a crew acknowledges within seconds and leaves within two minutes', () => {
  fc.assert(
    fc.property(plan, ({ seed, ...given }) => {
      const journey = planJourney({ ...given, startMs: 1_000 }, createRandom(seed, 'journey'));
      expect(journey.acknowledgeAtMs).toBeLessThanOrEqual(13_000);
      expect(journey.departAtMs).toBeLessThanOrEqual(121_000);
      expect(motionAt(journey, journey.departAtMs - 1)).toMatchObject({ ...given.from, phase: 'waiting', speedKmh: 0 });
    }),
    { seed: 112 },
  );
});

test('a receiver errs by metres', () => {
  const random = createRandom(1, 'noise');
  const here = { latitude: -7, longitude: 113.9 };
  const errors = Array.from({ length: 500 }, () => distanceM(here, withNoise(here, 6, random)));
  expect(Math.max(...errors)).toBeLessThan(26);
  expect(Math.max(...errors)).toBeGreaterThan(5);
});
