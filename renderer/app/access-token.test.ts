import { expect, test } from 'vitest';
import { takeToken } from './access-token.ts';

function page(hash: string, kept: Record<string, string> = {}) {
  const addresses: string[] = [];
  const stored = new Map(Object.entries(kept));
  return {
    addresses,
    stored,
    window: {
      location: { hash, pathname: '/', search: '?x=1' },
      history: { replaceState: (_state: unknown, _title: string, address: string) => addresses.push(address) },
      sessionStorage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) },
    } as unknown as Window,
  };
}

test('the token leaves the address and is kept for a reload', () => {
  const { window, addresses, stored } = page('#token=abc_-1');
  expect(takeToken(window)).toBe('abc_-1');
  expect(addresses).toEqual(['/?x=1']);
  expect([...stored.values()]).toEqual(['abc_-1']);
});

test('without one in the address the kept one is used', () => {
  expect(takeToken(page('', { 'siaga.token': 'kept' }).window)).toBe('kept');
  expect(takeToken(page('#token=').window)).toBeNull();
});
