import { describe, expect, test } from 'vitest';
import { momentText } from './moment-text.ts';
import { orderedQuarantine, quarantineSummary } from './quarantine-summary.ts';

const entry = (id: string, sourceId: string, count: number, lastAtMs: number) => ({
  id,
  sourceId,
  reason: 'not JSON',
  count,
  firstAtMs: 0,
  lastAtMs,
  lastTopic: 'mmdvm/json',
});

describe('the quarantine in one line', () => {
  test('adds up messages, counts sources once and knows the latest', () => {
    const entries = [entry('a', 'ht', 3, 5_000), entry('b', 'ht', 1_000, 9_000), entry('c', 'gps', 1, 7_000)];
    expect(quarantineSummary(entries, 9_000)).toEqual({ messages: 1_004, sources: 2, lastAtMs: 9_000, fresh: true });
  });

  test('is fresh for ten minutes after the latest message', () => {
    const entries = [entry('a', 'ht', 1, 0)];
    expect([599_999, 600_000].map((nowMs) => quarantineSummary(entries, nowMs)?.fresh)).toEqual([true, false]);
  });

  test('is nothing when nothing was quarantined', () => {
    expect(quarantineSummary([], 0)).toBeNull();
  });
});

test('the table has the most recent on top, and a fixed order among equals', () => {
  const entries = [entry('b', 'ht', 1, 5), entry('a', 'ht', 1, 5), entry('c', 'gps', 1, 9)];
  expect(orderedQuarantine(entries).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

test('a moment of the last day is a time, an earlier one carries its date', () => {
  const nowMs = Date.UTC(2026, 6, 14, 5);
  expect(momentText(nowMs - 3_600_000, nowMs, 420)).toBe('11:00:00');
  expect(momentText(nowMs - 86_400_000, nowMs, 420)).toBe('13-07 12:00');
});
