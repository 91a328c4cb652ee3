import { expect, test } from 'vitest';
import { bearingDeg, distanceM, metresPerDegree, pointAt } from './distance.ts';

const sumenep = { latitude: -7.01152, longitude: 113.86042 };
const arjasa = { latitude: -6.8596, longitude: 115.2852 };

test('one degree along a meridian is 111.2 km', () => {
  expect(distanceM({ latitude: -7, longitude: 113 }, { latitude: -6, longitude: 113 })).toBeCloseTo(metresPerDegree, 3);
});

test('Sumenep to Arjasa on Kangean is about 158 km, the same both ways', () => {
  expect(distanceM(sumenep, arjasa)).toBeGreaterThan(157_000);
  expect(distanceM(sumenep, arjasa)).toBeLessThan(159_500);
  expect(distanceM(arjasa, sumenep)).toBeCloseTo(distanceM(sumenep, arjasa), 6);
});

test('a point is no distance from itself, also where rounding could make it not a number', () => {
  expect(distanceM(sumenep, sumenep)).toBe(0);
  expect(distanceM({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6_371_008.8, 0);
});

test('bearings run clockwise from north', () => {
  const from = { latitude: -7, longitude: 113 };
  expect(bearingDeg(from, { latitude: -6, longitude: 113 })).toBeCloseTo(0, 6);
  expect(bearingDeg(from, { latitude: -8, longitude: 113 })).toBeCloseTo(180, 6);
  expect(bearingDeg(from, { latitude: -7, longitude: 113.001 })).toBeCloseTo(90, 2);
  expect(bearingDeg(from, { latitude: -7, longitude: 112.999 })).toBeCloseTo(270, 2);
});

test('a point in a direction is as far and lies there', () => {
  const kangean = pointAt(sumenep, bearingDeg(sumenep, arjasa), distanceM(sumenep, arjasa));
  expect(distanceM(kangean, arjasa)).toBeLessThan(1);
  const east = pointAt(sumenep, 90, 2_000);
  expect(distanceM(sumenep, east)).toBeCloseTo(2_000, 3);
  expect(bearingDeg(sumenep, east)).toBeCloseTo(90, 6);
});
