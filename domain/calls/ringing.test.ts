import { expect, test } from 'vitest';
import type { PhoneLine } from '../phone/phone-line.ts';
import type { QueueCall } from './call.ts';
import { unclaimedCall } from './claim-state.ts';
import { isRinging } from './ringing.ts';

const nowMs = 1_000_000;
const mute = { number: '0812', reputation: { level: 'junk' as const, reasons: [], laterMs: 0 }, mute: { untilMs: nowMs + 1_000, by: 'Rudi', atMs: nowMs, reason: '' } };
const waiting = (parts: Partial<QueueCall> = {}): QueueCall => ({ id: 'a', state: 'queued', sinceMs: nowMs - 1_000, claim: null, standing: null, ...parts }) as QueueCall;
const line = { id: 'h/1', state: 'ringing', callId: 'a' } as PhoneLine;
const rings = (calls: readonly QueueCall[], lines: readonly PhoneLine[] = [], ageMs = 0): boolean => isRinging({ calls, lines, asOfMs: nowMs - ageMs }, nowMs);

test('a seat rings for whoever waits, and for its own line also when nothing is heard of the queue', () => {
  expect(rings([])).toBe(false);
  expect(rings([waiting()])).toBe(true);
  expect(rings([waiting({ state: 'answered' })])).toBe(false);
  expect(rings([waiting()], [], 60_001)).toBe(false);
  expect(rings([], [line], 3_600_000)).toBe(true);
});

test('a claim stops the ring for 20 s, and no longer unless it is confirmed', () => {
  const claimed = (agoMs: number) => waiting({ claim: { ...unclaimedCall('a'), answeredBy: 'Sari', answeredStation: 'S1', answeredAtMs: nowMs - agoMs } });
  expect(rings([claimed(20_000)])).toBe(false);
  expect(rings([claimed(20_001)])).toBe(true);
});

test('a muted number is silent in the queue and on the line, everybody else is not', () => {
  expect(rings([waiting({ standing: mute })], [line])).toBe(false);
  expect(rings([waiting({ standing: mute }), waiting({ id: 'b' })])).toBe(true);
  expect(rings([waiting({ standing: mute })], [{ ...line, callId: null }])).toBe(true);
});
