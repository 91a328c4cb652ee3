import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

test('a token belongs to its operator, the one of this start to the station', () => {
  const tokens = createAccessTokens([{ name: 'Rina', tokenSha256: digest('rahasia') }, { name: 'Budi', tokenSha256: digest('lain') }], 'Posisi 1');
  expect(tokens.operatorOf('rahasia')).toBe('Rina');
  expect(tokens.operatorOf('lain')).toBe('Budi');
  expect(tokens.operatorOf(tokens.ownToken)).toBe('Posisi 1');
});

test('nothing else is a token, and no two starts have the same', () => {
  const tokens = createAccessTokens([{ name: 'Rina', tokenSha256: digest('rahasia') }], 'Posisi 1');
  for (const wrong of ['', 'Rahasia', 'rahasia ', digest('rahasia'), 'x'.repeat(100_000), '\ud800']) expect(tokens.operatorOf(wrong)).toBeNull();
  expect(tokens.ownToken).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(createAccessTokens([], 'Posisi 1').ownToken).not.toBe(tokens.ownToken);
});
