import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCallFact } from './call-state.ts';
import { callEventTypes, type CallEvent, type CallEventType, type CallFact } from './call-fact.ts';
import type { Call, CallState } from './call.ts';

const t0 = Date.UTC(2026, 10, 23, 20, 0, 0);
const epochs = ['2026-11-23T19:00:00.000Z', '2026-11-23T21:00:00.000Z'] as const;

function event(type: CallEventType, seq: number, changes: Partial<CallEvent> = {}): CallEvent {
  return {
    type, seq, id: `e${seq}`, callId: 'pbx1-1', sourceId: 'telephony', epoch: epochs[0], atMs: t0 + seq * 1000, queue: null, position: null,
    priority: null, caller: null, agent: null, reason: null, endedBy: null, outcome: null, callbackNeeded: null, target: null,
    waitMs: null, ringMs: null, talkMs: null, heldMs: null, totalMs: null, exercise: false, ...changes,
  };
}
const heard = (each: CallEvent): CallFact => ({ form: 'event', event: each });
const fold = (facts: readonly CallFact[], from?: Call): Call | undefined => facts.reduce((call, fact) => applyCallFact(call, fact).call, from);
const play = (...events: CallEvent[]): Call | undefined => fold(events.map(heard));

type Line = [CallEventType, Partial<CallEvent>?];
const story = (...lines: Line[]): Call | undefined => play(...lines.map(([type, changes], index) => event(type, index + 1, changes)));
const joined: Line = ['queue.joined', { queue: 'q112', position: 1 }];
const offered = (agent: string): Line => ['agent.offered', { agent }];
const connected: Line = ['agent.connected', { agent: '101' }];

describe('the endings of the contract', () => {
  test.each<[string, Line[], CallState, string | null, boolean]>([
    ['an answered call', [joined, offered('101'), connected, ['agent.completed', { endedBy: 'caller' }], ['call.ended', { outcome: 'served', callbackNeeded: false }]], 'ended', 'served', false],
    ['a second operator answers', [joined, offered('101'), ['agent.no_answer', { agent: '101', reason: 'no_answer' }], offered('102'), ['agent.connected', { agent: '102' }], ['call.ended', {}]], 'ended', 'served', false],
    ['the caller gives up', [joined, ['queue.exited', { reason: 'abandoned' }], ['call.ended', { outcome: 'abandoned_short', callbackNeeded: true }]], 'abandoned', 'abandoned_short', true],
    ['the caller gives up while it rings', [joined, offered('101'), ['agent.no_answer', { agent: '101', reason: 'caller_gone' }], ['queue.exited', { reason: 'abandoned' }], ['call.ended', {}]], 'abandoned', 'abandoned', true],
    ['the queue gives up', [joined, ['queue.exited', { reason: 'timeout' }], ['call.ended', { outcome: 'timeout_overflow', callbackNeeded: true }]], 'ended', 'timeout_overflow', true],
    ['a redirected caller is not abandoned', [joined, ['queue.exited', { reason: 'redirected' }]], 'exited', null, false],
    ['a redirected caller who then hangs up unheard', [joined, ['queue.exited', { reason: 'redirected' }], ['call.ended', {}]], 'ended', 'lost_in_ivr', true],
    ['a caller withdrawn', [joined, ['queue.priority', { priority: 5 }], ['queue.exited', { reason: 'withdrawn' }], ['call.ended', { outcome: 'withdrawn', callbackNeeded: false }]], 'ended', 'withdrawn', false],
    ['a blind transfer', [joined, offered('101'), connected, ['transfer.started', { reason: 'blind' }], ['transfer.completed', { reason: 'blind' }], ['agent.completed', { endedBy: 'transfer' }], ['call.ended', {}]], 'ended', 'served_transferred', false],
    ['an attended transfer', [joined, offered('101'), connected, ['call.held'], ['transfer.started'], ['transfer.completed'], ['agent.completed', { endedBy: 'transfer' }], ['call.ended', {}]], 'ended', 'served_transferred', false],
    ['a cancelled consultation', [joined, offered('101'), connected, ['call.held'], ['transfer.started'], ['transfer.failed', { reason: 'cancelled' }], ['call.resumed'], ['call.ended', {}]], 'ended', 'served', false],
    ['a transfer that fails before it starts', [joined, offered('101'), connected, ['transfer.failed', { reason: 'invalid' }]], 'answered', null, false],
    ['a caller who hangs up on hold', [joined, offered('101'), connected, ['call.held'], ['call.ended', {}]], 'ended', 'served', false],
    ['a caller dropped by a failed transfer', [joined, offered('101'), connected, ['transfer.started'], ['transfer.failed', { reason: 'invalid' }], ['call.ended', { outcome: 'failed_transfer_lost', callbackNeeded: true }]], 'ended', 'failed_transfer_lost', true],
    ['a caller who hangs up during the consultation', [joined, offered('101'), connected, ['call.held'], ['transfer.started'], ['call.ended', {}], ['agent.completed', { endedBy: 'caller' }]], 'ended', 'served', false],
    ['a caller lost before the queue', [['call.ringing'], ['call.ended', {}]], 'ended', 'lost_in_ivr', true],
    ['a waiting caller whose line closes without a word of the queue', [joined, ['call.ended', {}]], 'ended', 'abandoned', true],
  ])('%s', (_name, lines, state, outcome, callbackNeeded) => {
    const call = story(...lines);
    expect(call).toMatchObject({ state, outcome, callbackNeeded, historyIncomplete: false, seq: lines.length });
    expect(call?.endedAtMs === null).toBe(state !== 'ended' && state !== 'abandoned');
  });

  test('offers come and go one by one', () => {
    expect(story(joined, offered('101'), offered('102'), ['agent.no_answer', { agent: '101' }])).toMatchObject({ state: 'offered', offeredTo: [{ agent: '102' }] });
    expect(story(joined, offered('101'), ['agent.no_answer', { agent: '101' }])).toMatchObject({ state: 'queued', offeredTo: [] });
    expect(story(joined, offered('101'), offered('102'), connected, ['agent.no_answer', { agent: '102', reason: 'other_answered' }])).toMatchObject({ state: 'answered', agent: '101', offeredTo: [] });
  });

  test('who is put back in the queue has waited since the first time', () => {
    expect(story(joined, offered('101'), connected, ['queue.joined', { queue: 'q-medis' }])).toMatchObject({ state: 'queued', queue: 'q-medis', agent: null, joinedAtMs: t0 + 1000 });
  });

  test('a failed transfer returns to where it began', () => {
    const talk: Line[] = [joined, offered('101'), connected];
    expect(story(...talk, ['transfer.started'], ['transfer.failed'])).toMatchObject({ state: 'answered', transferFrom: null });
    expect(story(...talk, ['call.held'], ['transfer.started'], ['transfer.failed'])).toMatchObject({ state: 'held', transferFrom: null });
  });

  test('since when a state stands does not move with what does not change it', () => {
    expect(story(joined, ['queue.position', { position: 3 }], ['queue.position', { position: 2 }])).toMatchObject({ sinceMs: t0 + 1000, position: 2 });
  });
});

describe('order', () => {
  test('duplicates and late events are dropped', () => {
    const call = story(joined, offered('101'), connected);
    expect(applyCallFact(call, heard(event('agent.connected', 3)))).toEqual({ call, verdict: 'duplicate', gap: false });
    expect(applyCallFact(call, heard(event('agent.offered', 2)))).toEqual({ call, verdict: 'late', gap: false });
  });

  test('a jump is a gap: the event counts and the history is marked', () => {
    const call = story(joined);
    const step = applyCallFact(call, heard(event('call.held', 4, { agent: '101' })));
    expect(step).toMatchObject({ verdict: 'applied', gap: true, call: { state: 'held', historyIncomplete: true, seq: 4 } });
  });

  test('without a gap an event off the table leaves the state and is counted', () => {
    expect(applyCallFact(story(joined), heard(event('call.resumed', 2)))).toMatchObject({ verdict: 'unexpected', gap: false, call: { state: 'queued', seq: 2 } });
  });

  test('an unknown call is opened by whatever speaks of it', () => {
    expect(play(event('agent.connected', 3, { agent: '101' }))).toMatchObject({ state: 'answered', agent: '101', historyIncomplete: true });
    expect(play(event('agent.offered', 2, { agent: '101' }))).toMatchObject({ state: 'offered', agent: null, offeredTo: [{ agent: '101' }] });
    expect(play(event('call.reconciled', 9))).toBeUndefined();
  });

  test('after the end only a joining of a newer epoch opens it again, as a new call', () => {
    const over = story(joined, ['queue.exited', { reason: 'abandoned' }]);
    expect(applyCallFact(over, heard(event('queue.joined', 3)))).toEqual({ call: over, verdict: 'unexpected', gap: false });
    expect(applyCallFact(over, heard(event('agent.offered', 1, { epoch: epochs[1] })))).toEqual({ call: over, verdict: 'unexpected', gap: false });
    const again = applyCallFact(over, heard(event('queue.joined', 1, { epoch: epochs[1], atMs: t0 + 9e6 })));
    expect(again).toMatchObject({ verdict: 'applied', call: { state: 'queued', joinedAtMs: t0 + 9e6, outcome: null, endedAtMs: null, historyIncomplete: false } });
  });

  test('a call that was cleared before its end was heard is over, outcome unknown, until the end names it', () => {
    const cleared = applyCallFact(story(joined, offered('101'), connected), { form: 'cleared', callId: 'pbx1-1', atMs: t0 + 90_000 });
    expect(cleared).toMatchObject({ verdict: 'applied', call: { state: 'ended', outcome: 'unknown', endedAtMs: t0 + 90_000, historyIncomplete: true } });
    expect(applyCallFact(cleared.call, heard(event('call.ended', 5, { outcome: 'served' })))).toMatchObject({ verdict: 'applied', call: { state: 'ended', outcome: 'served' } });
    const served = story(joined, offered('101'), connected, ['call.ended', {}]);
    expect(applyCallFact(served, { form: 'cleared', callId: 'pbx1-1', atMs: t0 })).toEqual({ call: served, verdict: 'duplicate', gap: false });
    expect(applyCallFact(undefined, { form: 'cleared', callId: 'pbx1-1', atMs: t0 }).call).toBeUndefined();
  });
});

const anyEvent = (seq: number) =>
  fc
    .record({
      type: fc.constantFrom(...callEventTypes),
      agent: fc.constantFrom(null, '101', '102'),
      reason: fc.constantFrom(null, 'abandoned', 'timeout'),
      endedBy: fc.constantFrom(null, 'caller', 'transfer'),
      outcome: fc.constantFrom(null, 'served', 'unknown'),
    })
    .map(({ type, ...changes }) => event(type, seq, changes));
/** Up to twelve events; the bridge restarts somewhere and counts from 1 again. */
const anyStory = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([length, restart]) =>
  fc.tuple(
    ...Array.from({ length }, (_, index) =>
      index < restart ? anyEvent(index + 1) : anyEvent(index - restart + 1).map((each): CallEvent => ({ ...each, epoch: epochs[1], atMs: t0 + index * 1000 })),
    ),
  ),
);
const settings = { seed: 112, numRuns: 400 };
const withoutHistory = (call: Call | undefined): unknown => call && { ...call, historyIncomplete: null };

describe('whatever is delivered', () => {
  test('every event from every state is answered, in every gap', () => {
    for (const state of ['ringing', 'queued', 'offered', 'answered', 'held', 'transferring', 'transferred', 'exited', 'abandoned', 'ended'] as const) {
      for (const type of callEventTypes) {
        for (const seq of [2, 7]) {
          const before: Call = { ...story(joined)!, state };
          const { call, verdict } = applyCallFact(before, heard(event(type, seq)));
          expect(call).toBeDefined();
          if (verdict === 'unexpected') expect(call?.state).toBe(state);
          if (state === 'abandoned' || state === 'ended') expect(call?.state).toBe(state);
        }
      }
    }
  });

  test('duplicates anywhere never change the end', () => {
    fc.assert(
      fc.property(anyStory, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }), (events, repeats) => {
        const delivered = [...events];
        for (const [what, where] of repeats) {
          const index = what % events.length;
          const original = delivered.indexOf(events[index]!);
          delivered.splice(original + 1 + (where % (delivered.length - original)), 0, { ...events[index]! });
        }
        expect(fold(delivered.map(heard))).toEqual(play(...events));
      }),
      settings,
    );
  });

  test('every interleaving of events and retained states, doubled or not, ends in the last retained state', () => {
    fc.assert(
      fc.property(
        anyStory.chain((events) => {
          const states = events.flatMap((_, index): Call[] => {
            const call = play(...events.slice(0, index + 1));
            return call ? [call] : [];
          });
          const { epoch, seq } = events.at(-1)!;
          const last: Call = { ...(states.at(-1) ?? story(joined)!), epoch, seq, queue: 'q-of-the-state' };
          const facts: CallFact[] = [...events.map(heard), ...[...states.slice(0, -1), last].map((state): CallFact => ({ form: 'state', state }))];
          return fc.tuple(fc.shuffledSubarray([...facts, ...facts], { minLength: 1 }), fc.constant(last));
        }),
        ([delivered, last]) => {
          const end = fold([...delivered, { form: 'state', state: last }]);
          expect(withoutHistory(end)).toEqual(withoutHistory(last));
          const elsewhere = fold([{ form: 'state', state: last }, ...delivered]);
          expect(withoutHistory(elsewhere)).toEqual(withoutHistory(last));
        },
      ),
      settings,
    );
  });

  test('times never make a caller vanish: a call once known stays known', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }).chain((seq) => anyEvent(seq + 1)), { maxLength: 20 }), (events) => {
        let call: Call | undefined;
        for (const each of events) {
          const next = applyCallFact(call, heard(each)).call;
          if (call) expect(next).toBeDefined();
          call = next;
        }
      }),
      settings,
    );
  });
});
