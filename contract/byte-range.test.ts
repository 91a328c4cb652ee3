import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRange } from './byte-range.ts';

describe('a range', () => {
  test('names bytes with both ends included', () => {
    expect(readRange('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 });
    expect(readRange('bytes=900-', 1000)).toEqual({ start: 900, end: 999 });
    expect(readRange('bytes=-100', 1000)).toEqual({ start: 900, end: 999 });
    expect(readRange('bytes=-5000', 1000)).toEqual({ start: 0, end: 999 });
    expect(readRange('bytes=990-5000', 1000)).toEqual({ start: 990, end: 999 });
  });

  test('that is missing, unreadable or several means the whole file', () => {
    for (const header of [null, '', 'bytes=-', 'bytes=5-1', 'bytes=0-1,5-6', 'lines=1-2']) expect(readRange(header, 1000)).toBeNull();
  });

  test('behind the end is said to be so', () => {
    expect(readRange('bytes=1000-', 1000)).toBe('beyond');
    expect(readRange('bytes=0-0', 0)).toBe('beyond');
  });

  test('whatever is asked for, bytes of the file are given and no others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => `bytes=${from}-${to}`), fc.nat().map((last) => `bytes=-${last}`)), fc.nat(2_000), (header, size) => {
        const range = readRange(header, size);
        if (range === null || range === 'beyond') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThan(size);
        expect(range.start).toBeLessThanOrEqual(range.end);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });
});
