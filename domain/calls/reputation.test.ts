import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callDispositions } from './call-disposition.ts';
import { compareWaiting, isWaiting } from './call-waiting.ts';
import type { Call, NumberStanding } from './call.ts';
import { judgeNumber, mostLaterMs, type NumberPast } from './reputation.ts';

const nowMs = Date.UTC(2026, 10, 26, 8);
const day = 86_400_000;
const nothing: NumberPast = { closed: [], incidents: [], abandoned: [] };
const pranks = (count: number, ageMs: number): NumberPast => ({ ...nothing, closed: Array.from({ length: count }, () => ({ disposition: 'prank' as const, atMs: nowMs - ageMs })) });

describe('a number', () => {
  test('of which nothing is known stands where it joined', () => {
    expect(judgeNumber(nothing, nowMs)).toEqual({ level: 'plain', reasons: [], laterMs: 0 });
  });

  test.each([
    ['one prank', pranks(1, 0), 'plain', 0],
    ['two pranks today', pranks(2, 0), 'doubtful', mostLaterMs / 2],
    ['five pranks today', pranks(5, 0), 'junk', mostLaterMs],
    ['five pranks of three weeks ago', pranks(5, 21 * day), 'plain', 0],
    ['asking for information all day', { ...nothing, closed: Array.from({ length: 30 }, () => ({ disposition: 'information' as const, atMs: nowMs })) }, 'plain', 0],
    ['fifty pranks and an incident last week', { ...pranks(50, 0), incidents: [nowMs - 7 * day] }, 'trusted', 0],
  ] as const)('%s', (_name, past, level, laterMs) => {
    expect(judgeNumber(past, nowMs)).toMatchObject({ level, laterMs });
  });

  test('says what was counted, the weightiest first', () => {
    const past: NumberPast = { closed: [{ disposition: 'ghost', atMs: nowMs - day }, { disposition: 'prank', atMs: nowMs - 2 * day }, { disposition: 'ghost', atMs: nowMs }], incidents: [], abandoned: [nowMs - 5] };
    expect(judgeNumber(past, nowMs).reasons).toEqual([
      { kind: 'ghost', count: 2, lastAtMs: nowMs },
      { kind: 'prank', count: 1, lastAtMs: nowMs - 2 * day },
      { kind: 'abandoned', count: 1, lastAtMs: nowMs - 5 },
    ]);
  });
});

describe('whatever a number did before', () => {
  const moment = fc.integer({ min: nowMs - 60 * day, max: nowMs + day });
  const past: fc.Arbitrary<NumberPast> = fc.record({
    closed: fc.array(fc.record({ disposition: fc.constantFrom(...callDispositions), atMs: moment }), { maxLength: 60 }),
    incidents: fc.array(moment, { maxLength: 3 }),
    abandoned: fc.array(moment, { maxLength: 60 }),
  });
  const ringing = fc
    .record({ history: past, joinedAtMs: fc.integer({ min: nowMs - 120_000, max: nowMs }), state: fc.constantFrom('ringing' as const, 'queued' as const, 'offered' as const) })
    .map(({ history, joinedAtMs, state }) => {
      const standing: NumberStanding = { number: '+62860', reputation: judgeNumber(history, nowMs), mute: { untilMs: nowMs + day, by: 'x', atMs: 0, reason: '' } };
      return { joinedAtMs, state, standing };
    });

  test('every ringing call stays in the list, can be answered, and is first after everybody who joined up to 10 s later', () => {
    fc.assert(
      fc.property(fc.array(ringing, { minLength: 1, maxLength: 30 }), (waiting) => {
        const calls = waiting.map((each, index) => ({ ...each, id: `c${index}` }));
        const ordered = calls.toSorted(compareWaiting);
        expect(new Set(ordered)).toEqual(new Set(calls));
        for (const [index, call] of ordered.entries()) {
          expect(isWaiting(call as unknown as Call)).toBe(true);
          // Whoever stands ahead joined at most that much later: nobody waits for ever behind newer callers.
          for (const ahead of ordered.slice(0, index)) expect(ahead.joinedAtMs - call.joinedAtMs).toBeLessThanOrEqual(mostLaterMs);
        }
      }),
      { seed: 112, numRuns: 300 },
    );
  });
});
