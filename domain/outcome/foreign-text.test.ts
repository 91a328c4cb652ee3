import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanForeignText } from './foreign-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 400 });

describe('foreign text', () => {
  test('loses controls, bidi overrides and zero-width letters', () => {
    expect(cleanForeignText('AM\u0007BU\u202eLANS\u200b 1\u2066\u0000')).toBe('AMBULANS 1');
  });

  test('keeps letters of other scripts and combined emoji in pieces', () => {
    expect(cleanForeignText('José Ñ 東 عمر')).toBe('José Ñ 東 عمر');
  });

  test('becomes one line with single blanks, trimmed', () => {
    expect(cleanForeignText('  Pos\tKalianget\r\n\u2028Timur  ')).toBe('Pos Kalianget Timur');
  });

  test('is cut at whole code points', () => {
    expect(cleanForeignText('🚑'.repeat(80))).toBe('🚑'.repeat(64));
    expect(cleanForeignText('abcdef', 3)).toBe('abc');
    expect(cleanForeignText('abc', 0)).toBe('');
  });

  test('cannot climb over its neighbours with stacked marks', () => {
    expect(cleanForeignText(`a${'\u0301'.repeat(500)}b`).length).toBeLessThan(8);
  });

  test('stays what it is when cleaned again, whatever it was', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 80 }), (text, maxLetters) => {
        const once = cleanForeignText(text, maxLetters);
        expect(cleanForeignText(once, maxLetters)).toBe(once);
        expect(Array.from(once).length).toBeLessThanOrEqual(maxLetters);
        expect(once).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { seed: 112, numRuns: 500 },
    );
  });
});
