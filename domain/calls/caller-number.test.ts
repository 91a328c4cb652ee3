import { expect, test } from 'vitest';
import { callerNumber, canonicalNumber } from './caller-number.ts';

test.each([
  ['+6286011200001', '+6286011200001'],
  ['6286011200001', '+6286011200001'],
  ['0860 1120-0001', '+6286011200001'],
  ['112', '112'],
  ['+442071838750', '+442071838750'],
  ['anonymous', null],
  ['', null],
  [null, null],
])('%s is known as %s', (written, known) => {
  expect(canonicalNumber(written)).toBe(known);
});

test('a hidden number is none, and a bridge that knows the international form is believed', () => {
  expect(callerNumber({ raw: '0812', e164: '+62812', anonymous: true })).toBeNull();
  expect(callerNumber({ raw: '0860112', e164: '+6286011200001', anonymous: false })).toBe('+6286011200001');
});
