import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCoordinates, readCoordinates } from './read-coordinates.ts';

describe('typed coordinates', () => {
  test.each([
    ['7 3 12 S 113 52 E', -7.053333, 113.866667],
    ['7°03′12″ LS 113°52′00″ BT', -7.053333, 113.866667],
    [`7°3'12" S, 113°52'0" E`, -7.053333, 113.866667],
    ['113 52 E 7 3 12 S', -7.053333, 113.866667],
    ['S 7 3 12 E 113 52', -7.053333, 113.866667],
    ['S7.05 E113.88', -7.05, 113.88],
    ['7 3.2 ls 113 52.4 bt', -7.053333, 113.873333],
    ['-7.05, 113.88', -7.05, 113.88],
    ['-7.05 113.88', -7.05, 113.88],
    ['−7,05 113,88', -7.05, 113.88],
    ['7,05 LS 113,88 BT', -7.05, 113.88],
    ['-7,113', -7, 113],
    ['113.88 -7.05', -7.05, 113.88],
    ['5.5 LU 95.3 BT', 5.5, 95.3],
    ['+7.05 113.88', 7.05, 113.88],
    ['7 derajat 3 menit 12 detik lintang selatan 113 derajat 52 menit bujur timur', -7.053333, 113.866667],
    ['lintang selatan 7 derajat 3 koma 2 menit, bujur timur 113 derajat 52 koma 4 menit', -7.053333, 113.873333],
    ['7-03-12 LS / 113-52-00 BT', -7.053333, 113.866667],
  ])('reads %s', (text, latitude, longitude) => {
    const [first, ...others] = readCoordinates(text);
    expect(first?.latitude).toBeCloseTo(latitude, 5);
    expect(first?.longitude).toBeCloseTo(longitude, 5);
    expect(others).toEqual([]);
  });

  test('without letters and sign offer the south first and the north second', () => {
    expect(readCoordinates('7.05 113.88').map((point) => point.latitude)).toEqual([-7.05, 7.05]);
    expect(readCoordinates('7 3 12 113 52 0').map((point) => formatCoordinates(point))).toEqual(['7°03′12″ LS 113°52′00″ BT', '7°03′12″ LU 113°52′00″ BT']);
  });

  test('are as certain as their last digit', () => {
    expect(readCoordinates('7 3 12 S 113 52 E')[0]?.radiusM).toBe(1853);
    expect(readCoordinates('7 3 12 S 113 52 4 E')[0]?.radiusM).toBe(31);
    expect(readCoordinates('-7.05333, 113.86667')[0]?.radiusM).toBe(20);
  });

  test.each(['', 'Lenteng', 'RT 3 RW 7', '112', '0812 3456', '7 S', '7 61 S 113 2 E', '7 S 113 S', '97 S 200 E', '7 3 1 2 S 113 E', '7.5 3 S 113 E', 'dusun 7, 113 km'])(
    'are not seen in "%s"',
    (text) => {
      expect(readCoordinates(text)).toEqual([]);
    },
  );

  test('never throw and never leave the Earth, whatever is typed', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+0-9., °'"NSEWLUBT]{0,40}$/));
    fc.assert(
      fc.property(text, (typed) => readCoordinates(typed).every((point) => Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)),
      { seed: 112, numRuns: 2_000 },
    );
  });

  test('written out and read again are the same place within a second of arc', () => {
    fc.assert(
      fc.property(fc.double({ min: -89.9, max: 89.9, noNaN: true }), fc.double({ min: -179.9, max: 179.9, noNaN: true }), (latitude, longitude) => {
        const [read] = readCoordinates(formatCoordinates({ latitude, longitude }));
        expect(read?.latitude).toBeCloseTo(latitude, 3);
        expect(read?.longitude).toBeCloseTo(longitude, 3);
      }),
      { seed: 112, numRuns: 500 },
    );
  });
});
