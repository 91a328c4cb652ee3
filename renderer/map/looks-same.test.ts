import type { Feature, Point } from 'geojson';
import { describe, expect, test } from 'vitest';
import { circleFeature, collection, pointFeature } from './geo/points-and-lines.ts';
import { looksSame } from './looks-same.ts';

const ambulance = (longitude: number, callSign = 'P02', anchors: readonly unknown[] = ['top', [0, 1]]): Feature<Point, object> => pointFeature(longitude, -7, { callSign, anchors });
/** A pixel is a hundredth of a degree, about a kilometre. */
const fromAfar = 100;

describe('two collections look the same', () => {
  test('while nothing moved by a pixel, and no longer from close up', () => {
    const [before, now] = [collection([ambulance(113.5)]), collection([ambulance(113.508)])];
    expect(looksSame(before, now, fromAfar)).toBe(true);
    expect(looksSame(before, now, 2 * fromAfar)).toBe(false);
  });

  test('only with the same words, however little else changed', () => {
    const before = collection([ambulance(113.5)]);
    expect(looksSame(before, collection([ambulance(113.5, 'P03')]), fromAfar)).toBe(false);
    expect(looksSame(before, collection([ambulance(113.5, 'P02', ['top', [0, 1.001]])]), fromAfar)).toBe(false);
    expect(looksSame(before, collection([ambulance(113.5)]), fromAfar)).toBe(true);
  });

  test('only while as many are there, in the same order', () => {
    const two = collection([ambulance(113.5), ambulance(113.6, 'P03')]);
    expect(looksSame(two, collection([ambulance(113.5)]), fromAfar)).toBe(false);
    expect(looksSame(collection([ambulance(113.5)]), two, fromAfar)).toBe(false);
    expect(looksSame(two, collection([...two.features].reverse()), fromAfar)).toBe(false);
  });

  test('a circle that grows does from the moment its edge is a pixel further out', () => {
    const circle = (radiusM: number) => collection([circleFeature(113.5, -7, radiusM, { chosen: false })]);
    expect(looksSame(circle(3_000), circle(3_900), fromAfar)).toBe(true);
    expect(looksSame(circle(3_000), circle(4_300), fromAfar)).toBe(false);
  });

  test('an area cut by another shore does not, with more corners or fewer', () => {
    const area = (...ring: [number, number][]) => collection([{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: {} }]);
    const corner = area([0, 0], [1, 0], [1, 1], [0, 0]);
    expect(looksSame(corner, area([0, 0], [1, 0], [1, 1], [0.5, 0.5], [0, 0]), 0.001)).toBe(false);
  });
});
