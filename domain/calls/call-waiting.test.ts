import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWaiting, isActive, isDoubtful, isWaiting, stateAt, waitedMs } from './call-waiting.ts';
import type { Call, CallState } from './call.ts';

const t0 = Date.UTC(2026, 10, 23, 20, 0, 0);

function call(changes: Partial<Call> = {}): Call {
  return {
    id: 'pbx1-1', sourceId: 'telephony', state: 'queued', sinceMs: t0, caller: { raw: null, e164: null, name: null, anonymous: false }, queue: 'q112',
    position: 1, priority: 0, joinedAtMs: t0, offeredTo: [], agent: null, answeredAtMs: null, transferFrom: null, agentGoneAtMs: null, endedAtMs: null,
    outcome: null, callbackNeeded: false, epoch: '2026-11-23T19:00:00.000Z', seq: 1, historyIncomplete: false, exercise: false, ...changes,
  };
}

describe('a waiting call', () => {
  test('waits until somebody answers and is active until the line closes', () => {
    const waiting: CallState[] = ['ringing', 'queued', 'offered'];
    const over: CallState[] = ['abandoned', 'ended'];
    for (const state of ['ringing', 'queued', 'offered', 'answered', 'held', 'transferring', 'transferred', 'exited', 'abandoned', 'ended'] as const) {
      expect(isWaiting(call({ state }))).toBe(waiting.includes(state));
      expect(isActive(call({ state }))).toBe(!over.includes(state));
    }
  });

  test('has waited until now, or until it was answered or gave up', () => {
    expect(waitedMs(call(), t0 + 12_000)).toBe(12_000);
    expect(waitedMs(call({ state: 'answered', answeredAtMs: t0 + 5_000 }), t0 + 60_000)).toBe(5_000);
    expect(waitedMs(call({ state: 'abandoned', endedAtMs: t0 + 7_000 }), t0 + 60_000)).toBe(7_000);
    expect(waitedMs(call({ state: 'queued', answeredAtMs: t0 + 5_000 }), t0 + 60_000)).toBe(60_000);
  });

  test('has never waited less than nothing, whatever the clocks say', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (joinedAtMs, answeredAtMs, nowMs) => {
        expect(waitedMs(call({ joinedAtMs }), nowMs)).toBeGreaterThanOrEqual(0);
        expect(waitedMs(call({ joinedAtMs, answeredAtMs, state: 'answered' }), nowMs)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 112 },
    );
  });

  test('stands in one order, oldest first, whatever the order of hearing', () => {
    const some = fc.array(fc.record({ id: fc.stringMatching(/^[a-z0-9]{1,3}$/), joinedAtMs: fc.integer({ min: t0, max: t0 + 5 }) }).map((changes) => call(changes)), { maxLength: 10 });
    fc.assert(
      fc.property(some.chain((calls) => fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length }))), ([calls, shuffled]) => {
        const queue = calls.toSorted(compareWaiting);
        expect(shuffled.toSorted(compareWaiting)).toEqual(queue);
        expect(queue.every((each, index) => index === 0 || queue[index - 1]!.joinedAtMs <= each.joinedAtMs)).toBe(true);
      }),
      { seed: 112 },
    );
  });

  test('that its agent left has gone elsewhere after two seconds', () => {
    const left = call({ state: 'answered', agentGoneAtMs: t0 });
    expect([stateAt(left, t0 + 2_000), stateAt(left, t0 + 2_001)]).toEqual(['answered', 'exited']);
    expect(stateAt(call({ state: 'ended', agentGoneAtMs: t0 }), t0 + 60_000)).toBe('ended');
  });

  test('is doubtful when a state outlasts every real one', () => {
    expect([isDoubtful(call(), t0 + 3_600_000), isDoubtful(call(), t0 + 3_600_001)]).toEqual([false, true]);
    expect(isDoubtful(call({ state: 'offered' }), t0 + 120_001)).toBe(true);
    expect(isDoubtful(call({ state: 'answered' }), t0 + 9e9)).toBe(false);
  });
});
