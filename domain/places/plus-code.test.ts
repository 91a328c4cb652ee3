import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from './distance.ts';
import { decodePlusCode, encodePlusCode, readPlusCode, recoverPlusCode } from './plus-code.ts';

/** Not the very edge, where the neighbouring cell is as right. */
const point = fc.record({
  latitude: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
  longitude: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
});
const options = { seed: 112, numRuns: 1_000 };

describe('a plus code', () => {
  // Points and codes of the format's published examples.
  test.each([
    [20.375, 2.775, 6, '7FG49Q00+'],
    [20.3700625, 2.7821875, 10, '7FG49QCJ+2V'],
    [20.3701125, 2.782234375, 11, '7FG49QCJ+2VX'],
    [47.0000625, 8.0000625, 10, '8FVC2222+22'],
    [-41.2730625, 174.7859375, 10, '4VCPPQGP+Q9'],
    [0.5, -179.5, 4, '62G20000+'],
    [90, 1, 4, 'CFX30000+'],
    [1, 180, 4, '62H20000+'],
  ])('of %d, %d with %d digits is %s', (latitude, longitude, length, code) => {
    expect(encodePlusCode({ latitude, longitude }, length)).toBe(code);
  });

  test('of every length is read, and its cell has the point', () => {
    fc.assert(
      fc.property(point, fc.constantFrom(2, 4, 6, 8, 10, 11, 12, 13, 14, 15), (where, length) => {
        const code = encodePlusCode(where, length);
        expect(readPlusCode(code.toLowerCase())).toEqual({ code, dropped: 0 });
        const area = decodePlusCode(code);
        if (length >= 8) expect(distanceM(area, where)).toBeLessThanOrEqual(area.radiusM * 1.01 + 1);
        expect(encodePlusCode(area, length)).toBe(code);
      }),
      options,
    );
  });

  test('with ten digits is as certain as its cell of 14 by 14 metres', () => {
    expect(decodePlusCode('6P4G2222+22').radiusM).toBe(10);
  });

  test('without its first digits is the same place again, near enough to it', () => {
    fc.assert(
      fc.property(point, fc.constantFrom(2, 4, 6), fc.double({ min: -0.45, max: 0.45, noNaN: true }), fc.double({ min: -0.45, max: 0.45, noNaN: true }), (where, dropped, north, east) => {
        const code = encodePlusCode(where);
        const area = decodePlusCode(code);
        const stepDeg = 20 ** (2 - dropped / 2);
        const reference = { latitude: area.latitude + north * stepDeg, longitude: area.longitude + east * stepDeg };
        fc.pre(Math.abs(reference.latitude) < 89.9 && Math.abs(reference.longitude) < 179.9);
        const short = readPlusCode(code.slice(dropped));
        expect(short).toEqual({ code: code.slice(dropped), dropped });
        expect(short && recoverPlusCode(short, reference)).toBe(code);
      }),
      options,
    );
  });

  test.each(['', '+', 'lenteng', '6P4G2222', '6P4G2222+2', '6P4G222+22', '6P4G22+', '6P4G2200+22', '6P0G0000+', '0P4G2222+22', 'XP4G2222+22', '6XAG2222+22', '6P4G2222+22222222', '2+3'])(
    'is not seen in "%s"',
    (text) => {
      expect(readPlusCode(text)).toBeNull();
    },
  );

  test('is read from anything without a fault, and never leaves the Earth', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[02-9CFGHJMPQRVWX]{0,9}\+[2-9CFGHJMPQRVWX]{0,8}$/));
    fc.assert(
      fc.property(text, point, (typed, reference) => {
        const read = readPlusCode(typed);
        if (!read) return;
        const { latitude, longitude } = decodePlusCode(recoverPlusCode(read, reference));
        expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
        expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      }),
      options,
    );
  });
});
