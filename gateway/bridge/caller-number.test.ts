import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCaller, toE164 } from './caller-number.ts';

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

describe('a caller', () => {
  test.each([
    [['082340110999', 'Ibu \\"Siti\\" Café 🚒'], { raw: '082340110999', e164: '+6282340110999', name: 'Ibu "Siti" Café 🚒', anonymous: false }],
    [['<unknown>', '<unknown>'], { anonymous: false }],
    [['', ''], { anonymous: false }],
    [['anonymous', 'Anonymous'], { anonymous: true }],
    [['', 'Anonymous'], { anonymous: true }],
    [['Restricted', ''], { anonymous: true }],
    [['112', 'x\u202Ey'], { raw: '112', name: 'xy', anonymous: false }],
  ] as const)('%j is %j', ([number, name], expected) => {
    expect(readCaller(number, name)).toEqual(expected);
  });

  test('whose network withholds the number is anonymous, though the number is shown to the room', () => {
    expect(readCaller('082340110999', '', { withheld: true })).toEqual({ raw: '082340110999', e164: '+6282340110999', anonymous: true });
  });
});
