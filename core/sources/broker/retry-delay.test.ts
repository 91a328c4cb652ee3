import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeFault, faultOfReasonCode } from './broker-fault.ts';
import { connectTimeoutMs, retryDelayMs } from './retry-delay.ts';

test('attempts are never closer than a second nor further than 5 s, however often they failed', () => {
  fc.assert(
    fc.property(fc.constantFrom('slow' as const, 'closed' as const, 'broken' as const), fc.nat(10_000), fc.nat(60_000), fc.double({ min: 0, max: 1, noNaN: true }), (kind, failures, sinceMs, random) => {
      const delayMs = retryDelayMs(kind, failures, sinceMs, random);
      expect(delayMs + sinceMs).toBeGreaterThanOrEqual(1_000);
      expect(delayMs).toBeLessThanOrEqual(5_000);
      expect(delayMs).toBeGreaterThanOrEqual(500);
    }),
    { seed: 112 },
  );
});

test('a refusal waits at least 15 s, asking again in the older protocol not at all', () => {
  expect(retryDelayMs('old-protocol', 0, 0, 1)).toBe(0);
  expect(retryDelayMs('refused', 0, 0, 0)).toBe(15_000);
  expect(retryDelayMs('refused', 50, 0, 1)).toBe(20_000);
});

test('a line too slow for 5 s gets more time, up to 20 s', () => {
  expect([0, 1, 2, 3, 100].map(connectTimeoutMs)).toEqual([5_000, 10_000, 20_000, 20_000, 20_000]);
});

test('faults are told in a sentence that never shows a password', () => {
  const coded = (code: string) => Object.assign(new Error(`${code} at mqtt://user:secret@host`), { code });
  expect(describeFault(coded('ECONNREFUSED'), 'host:1883')).toEqual({ kind: 'broken', sentence: 'Nothing answers at host:1883.' });
  expect(describeFault(coded('EWHATEVER'), 'host:1883').sentence).not.toContain('secret');
  expect(describeFault(coded('CERT_HAS_EXPIRED'), 'host:8883').kind).toBe('refused');
  expect(describeFault(new Error('connack timeout'), 'host:1883').kind).toBe('slow');
  expect(faultOfReasonCode(134).kind).toBe('refused');
  expect(faultOfReasonCode(5).kind).toBe('refused');
  expect(faultOfReasonCode(1).kind).toBe('old-protocol');
  expect(faultOfReasonCode(200).sentence).toContain('200');
});
