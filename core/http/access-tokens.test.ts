import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';

const own = { operator: 'Posisi 1', supervisor: false };
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

test('a token belongs to its operator, the one of this start to the station', () => {
  const tokens = createAccessTokens([{ name: 'Rina', tokenSha256: digest('rahasia') }, { name: 'Budi', tokenSha256: digest('lain'), supervisor: true }], own);
  expect(tokens.operatorOf('rahasia')).toEqual({ operator: 'Rina', supervisor: false });
  expect(tokens.operatorOf('lain')).toEqual({ operator: 'Budi', supervisor: true });
  expect(tokens.operatorOf(tokens.ownToken)).toEqual(own);
});

test('nothing else is a token, and no two starts have the same', () => {
  const tokens = createAccessTokens([{ name: 'Rina', tokenSha256: digest('rahasia') }], own);
  for (const wrong of ['', 'Rahasia', 'rahasia ', digest('rahasia'), 'x'.repeat(100_000), '\ud800']) expect(tokens.operatorOf(wrong)).toBeNull();
  expect(tokens.ownToken).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(createAccessTokens([], own).ownToken).not.toBe(tokens.ownToken);
});
