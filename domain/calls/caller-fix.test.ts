import { expect, test } from 'vitest';
import { bestFix, type CallerFix } from './caller-fix.ts';

const fix = (parts: Partial<CallerFix>): CallerFix => ({
  id: 'a', sourceId: 'aml', callId: null, number: '+6281234500112', point: { latitude: -7, longitude: 113.8 }, radiusM: 100, confidencePercent: null, method: 'gnss',
  channel: 'aml-sms', address: null, fixedAtMs: 1_000_000, receivedAtMs: 1_000_000, ...parts,
});

test('the newest counts, but a coarse one does not take the place of a fine one of a moment ago', () => {
  const fine = fix({ id: 'fine', radiusM: 10 });
  expect(bestFix([fine, fix({ id: 'coarse', radiusM: 2_000, fixedAtMs: 1_010_000 })])?.id).toBe('fine');
  expect(bestFix([fine, fix({ id: 'later', radiusM: 2_000, fixedAtMs: 1_090_000 })])?.id).toBe('later');
  expect(bestFix([fix({ id: 'unknown', radiusM: null, fixedAtMs: 1_005_000 }), fine])?.id).toBe('fine');
});

test('a point comes before an address alone', () => {
  const address = fix({ id: 'address', point: null, radiusM: null, address: 'Jl. Trunojoyo', fixedAtMs: 2_000_000 });
  expect(bestFix([address, fix({ id: 'point' })])?.id).toBe('point');
  expect(bestFix([address])?.id).toBe('address');
  expect(bestFix([])).toBeNull();
});
