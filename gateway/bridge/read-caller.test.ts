import { describe, expect, test } from 'vitest';
import { readCaller } from './read-caller.ts';

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
