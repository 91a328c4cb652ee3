import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEpochTimeMs, readIsoTimeMs, readTimeMs } from './read-time.ts';

const noon = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('times of feeds', () => {
  test.each([
    ['2026-11-23T12:00:00Z', 0],
    ['2026-11-23T12:00:00.250Z', 250],
    ['2026-11-23T12:00:00.2509Z', 250],
    ['2026-11-23 12:00:00.007', 7],
    ['2026-11-23T12:00:00', 0],
    ['2026-11-23T19:00:00.000+07:00', 0],
    ['2026-11-23T19:00:00.000+0700', 0],
    ['2026-11-23T19:00:00+07', 0],
    ['2026-11-23T12:00:00.000+0000', 0],
    ['2026-11-23T06:30:00-05:30', 0],
    [' 2026-11-23 12:00:00 UTC ', 0],
  ])('reads %s', (text, afterNoonMs) => {
    expect(readIsoTimeMs(text)).toBe(noon + afterNoonMs);
  });

  test.each([
    '', '2026-11-23', '2026-02-30T12:00:00Z', '2026-13-01T12:00:00Z', '2026-11-23T24:00:00Z', '2026-11-23T12:60:00Z',
    '2026-11-23T12:00:61Z', '2026-11-23T12:00:00+16:00', '1970-01-01T00:00:00Z', '9999-01-01T00:00:00Z', '0000-01-01T00:00:00Z',
    '2017-08-21T06:24:16_000_0000', '2026-11-23T12:00:00Z; DROP TABLE',
  ])('refuses %j', (text) => {
    expect(readIsoTimeMs(text)).toBeNull();
  });

  test('tells epoch seconds from milliseconds by size', () => {
    expect(readEpochTimeMs(noon / 1000)).toBe(noon);
    expect(readEpochTimeMs(noon)).toBe(noon);
    expect(readEpochTimeMs(noon / 1000 + 0.25)).toBe(noon + 250);
    for (const nonsense of [0, -1, 1, 86_400, NaN, Infinity, -noon, noon * 1000]) expect(readEpochTimeMs(nonsense)).toBeNull();
  });

  test('takes numbers as text, as last wills carry them', () => {
    expect(readTimeMs(String(noon / 1000))).toBe(noon);
    expect(readTimeMs(String(noon))).toBe(noon);
    expect(readTimeMs(null)).toBeNull();
    expect(readTimeMs({ valueOf: () => noon })).toBeNull();
  });

  test('reads back every time of the century that it could have been given', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 }), (ms) => {
        const text = new Date(ms).toISOString();
        expect(readTimeMs(text)).toBe(ms);
        expect(readTimeMs(text.replace('T', ' ').replace('Z', ''))).toBe(ms);
        expect(readTimeMs(ms)).toBe(ms);
      }),
      { seed: 112, numRuns: 500 },
    );
  });

  test('gives a whole number in the century or nothing, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const ms = readTimeMs(value);
        if (ms !== null) expect(Number.isInteger(ms) && ms >= Date.UTC(2000, 0, 1)).toBe(true);
      }),
      { seed: 112, numRuns: 1000 },
    );
  });
});
