import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bearingDeg, distanceM } from './distance.ts';
import { placeAside, placeBetween } from './place-relation.ts';
import { readRelation } from './read-relation.ts';

const lenteng = { latitude: -7.0597, longitude: 113.7856, radiusM: 1_500 };
const bluto = { latitude: -7.1119, longitude: 113.8018, radiusM: 1_500 };

describe('words about a place', () => {
  test.each([
    ['timur lenteng', 'lenteng', 90, null],
    ['Sebelah Timur Laut  Lenteng', 'lenteng', 45, null],
    ['di sebelah barat daya dari pasar lenteng', 'pasar lenteng', 225, null],
    ['2 km selatan Lenteng', 'lenteng', 180, 2_000],
    ['500m utara masjid jamik', 'masjid jamik', 0, 500],
    ['1,5 kilometer arah tenggara bluto', 'bluto', 135, 1_500],
    ['3 mil laut utara pulau sapudi', 'pulau sapudi', 0, 5_556],
    ['2 km dari lenteng ke timur', 'lenteng', 90, 2_000],
    ['north-east of Lenteng', 'lenteng', 45, null],
    ['2 km south of Lenteng', 'lenteng', 180, 2_000],
    ['laok lenteng', 'lenteng', 180, null],
    ['wetan pasar', 'pasar', 90, null],
  ])('"%s" are a side of %s', (text, of, bearing, distance) => {
    expect(readRelation(text)).toMatchObject({ kind: 'side', of, bearingDeg: bearing, distanceM: distance });
  });

  test.each(['antara lenteng dan bluto', 'di antara Lenteng dengan Bluto', 'between Lenteng and Bluto'])('"%s" are between two', (text) => {
    expect(readRelation(text)).toEqual({ kind: 'between', one: 'lenteng', other: 'bluto' });
  });

  test.each(['dekat pasar lenteng', 'di depan pasar lenteng', 'near pasar lenteng'])('"%s" are beside it', (text) => {
    expect(readRelation(text)).toMatchObject({ kind: 'beside', of: 'pasar lenteng' });
  });

  test.each(['', 'lenteng', 'lenteng timur', 'timur', 'antara lenteng', '2 km', 'timurtengah', 'rumah kuning dekat pasar', 'x'.repeat(300)])('"%s" are none of these', (text) => {
    expect(readRelation(text)).toBeNull();
  });

  test('are read without a fault, whatever they are, and quickly', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('antara', 'dan', 'timur', 'laut', 'dari', '2', 'km', 'di', 'sebelah', 'x', ' ', 'ke'), { maxLength: 60 }), (parts) => {
        const read = readRelation(parts.join(' '));
        expect(read === null || ['between', 'side', 'beside'].includes(read.kind)).toBe(true);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });
});

describe('the point of a relation', () => {
  test('with a distance lies in its direction, and is surer than half of it', () => {
    const place = placeAside({ kind: 'side', of: '', bearingDeg: 180, distanceM: 2_000, words: '' }, lenteng);
    expect(distanceM(lenteng, place)).toBeCloseTo(2_000, 0);
    expect(bearingDeg(lenteng, place)).toBeCloseTo(180, 4);
    expect(place.radiusM).toBe(1_749);
  });

  test('without a distance is as unsure as it is far, and never surer than the place it leans on', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 359, noNaN: true }), fc.integer({ min: 0, max: 20_000 }), fc.option(fc.integer({ min: 0, max: 50_000 })), (bearing, radiusM, away) => {
        const place = placeAside({ kind: 'side', of: '', bearingDeg: bearing, distanceM: away, words: '' }, { ...lenteng, radiusM });
        expect(place.radiusM).toBeGreaterThanOrEqual(radiusM);
        if (away === null) expect(place.radiusM).toBeGreaterThanOrEqual(1_000);
      }),
      { seed: 112, numRuns: 500 },
    );
  });

  test('between two reaches both ends, from either side', () => {
    const middle = placeBetween(lenteng, bluto);
    expect(distanceM(middle, lenteng)).toBeLessThanOrEqual(middle.radiusM);
    expect(distanceM(middle, bluto)).toBeLessThanOrEqual(middle.radiusM);
    expect(distanceM(placeBetween(bluto, lenteng), middle)).toBeLessThan(1);
    expect(placeBetween({ latitude: 0, longitude: 179, radiusM: 1 }, { latitude: 0, longitude: -179, radiusM: 1 }).longitude).toBeCloseTo(-180, 9);
  });
});
