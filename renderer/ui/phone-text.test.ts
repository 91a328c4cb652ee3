import { expect, test } from 'vitest';
import { phoneText } from './phone-text.ts';

test.each([
  ['+6281234567890', '0812-3456-7890'],
  ['081234567890', '0812-3456-7890'],
  ['+62328123456', '0328-1234-56'],
  ['112', '112'],
  ['+4915112345678', '+4915112345678'],
  ['anonymous', 'anonymous'],
])('%s is shown as %s', (number, shown) => {
  expect(phoneText(number)).toBe(shown);
});
