import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArray, readFlag, readInteger, readJsonObject, readMatching, readNumber, readObject, readOwn, readText } from './read-json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a payload read as JSON', () => {
  test('is an object or is refused with a fixed reason', () => {
    expect(readJsonObject(bytes('{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
    for (const [payload, reason] of [
      ['', 'empty payload'],
      ['null', 'JSON null, not an object'],
      ['[]', 'a JSON array, not an object'],
      ['"positions"', 'a JSON string, not an object'],
      ['12', 'a JSON number, not an object'],
      ['{"a":', 'not JSON'],
      ['{a:1}', 'not JSON'],
    ] as const) {
      expect(readJsonObject(bytes(payload))).toEqual({ ok: false, reason });
    }
  });

  test('must be UTF-8', () => {
    expect(readJsonObject(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toEqual({ ok: false, reason: 'not UTF-8' });
  });

  test('may not be too large or too deep', () => {
    expect(readJsonObject(bytes(`{"a":"${'x'.repeat(300_000)}"}`))).toEqual({ ok: false, reason: 'larger than 262144 bytes' });
    expect(readJsonObject(bytes('{"a":'.repeat(40_000)))).toEqual({ ok: false, reason: 'nested deeper than 32 levels' });
    expect(readJsonObject(bytes('{"a":[[[1]]]}'), { maxDepth: 3 }).ok).toBe(false);
    expect(readJsonObject(bytes('{"a":[[1]],"b":[[1]],"c":"[[[[[["}'), { maxDepth: 3 }).ok).toBe(true);
    expect(readJsonObject(bytes('{"a":"\\"[[[[[["}'), { maxDepth: 3 }).ok).toBe(true);
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytes), fc.string({ unit: 'binary' }).map(bytes)), (payload) => {
        const read = readJsonObject(payload);
        expect(read.ok ? typeof read.value : read.reason.length > 0).toBe(read.ok ? 'object' : true);
      }),
      { seed: 112, numRuns: 1000 },
    );
  });
});

describe('fields of an object', () => {
  const read = readJsonObject(bytes('{"__proto__":{"polluted":1},"n":1.5,"i":3,"t":" a\\u0007b ","e":"","o":{},"l":[1],"q":"3"}'));
  const object = read.ok ? read.value : {};

  test('are own properties only', () => {
    expect(readOwn(object, 'constructor')).toBeUndefined();
    expect(readOwn(object, 'polluted')).toBeUndefined();
    expect(readOwn(object, '__proto__')).toEqual({ polluted: 1 });
    expect(readText(object, 'toString')).toBeNull();
  });

  test('are null when absent, of another type or out of range', () => {
    expect([readNumber(object, 'n'), readNumber(object, 'q'), readNumber(object, 'n', 2), readNumber(object, 'none')]).toEqual([1.5, null, null, null]);
    expect([readInteger(object, 'i'), readInteger(object, 'n'), readInteger(object, 'i', 0, 2)]).toEqual([3, null, null]);
    expect([readText(object, 't'), readText(object, 'e'), readText(object, 'n')]).toEqual(['ab', null, null]);
    expect([readObject(object, 'o'), readObject(object, 'l'), readArray(object, 'l'), readArray(object, 'o')]).toEqual([{}, null, [1], null]);
    expect([readMatching(object, 'q', /^\d$/), readMatching(object, 't', /^\w+$/)]).toEqual(['3', null]);
  });

  test('say yes or no by table, never by truthiness', () => {
    for (const [value, flag] of [[true, true], ['no', false], ['false', false], [' TRUE ', true], ['0', false], [0, false], [1, true], [2, null], ['', null], [null, null], [{}, null]] as const) {
      expect(readFlag({ value }, 'value')).toBe(flag);
    }
  });
});
