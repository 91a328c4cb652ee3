import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerNumber, canonicalNumber, toE164 } from './caller-number.ts';

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

describe('a number of an Indonesian trunk', () => {
  test.each([
    ['081234567890', '+6281234567890'],
    ['+6281234567890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['006281234567890', '+6281234567890'],
    ['+62 0812-3456-7890', '+6281234567890'],
    ['620812345678', '+62812345678'],
    ['+62 812-3456', '+628123456'],
    ['(021) 555-0123', '+62215550123'],
    ['0328662211', '+62328662211'],
    ['81234567890', '+6281234567890'],
    ['662211', '+62328662211'],
    ['+60123456789', '+60123456789'],
    ['0060123456789', '+60123456789'],
    ['tel:+6281234567890', '+6281234567890'],
    ['sip:081234567890@telkom.example', '+6281234567890'],
  ])('%s is %s', (raw, e164) => {
    expect(toE164(raw, '328')).toBe(e164);
  });

  test.each(['112', '201', '1500', '', '+', '+0812', 'asterisk', '0000000', '08', '+12345678901234567', '٠٨١٢٣٤٥٦٧٨٩', '12345'])('%j is none', (raw) => {
    expect(toE164(raw, '328')).toBeUndefined();
  });

  test('without the area code of the site a local subscriber stays unknown', () => {
    expect(toE164('662211')).toBeUndefined();
  });

  test('whatever comes, what is given is E.164', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789+ -()62'), { maxLength: 20 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (raw) => {
        expect(toE164(raw, '328') ?? '+62').toMatch(/^\+[1-9]\d{1,14}$/);
      }),
    );
  });
});
