import { describe, expect, test } from 'vitest';
import { groupAbandoned } from './abandoned.ts';
import { unclaimedCall } from './claim-state.ts';
import { countCalls } from './count-calls.ts';
import type { CallBackOutcome, CallDisposition } from './call-disposition.ts';
import type { QueueCall } from './call.ts';

const minute = 60_000;
type Parts = { number?: string; atMin: number; calledBack?: readonly [CallBackOutcome, number]; disposition?: CallDisposition; answered?: boolean; outcome?: string };

function call(id: string, { number = '+6281100001', atMin, calledBack, disposition, answered = false, outcome = 'abandoned' }: Parts): QueueCall {
  const callBacks = calledBack ? [{ outcome: calledBack[0], by: 'Sari', station: 'S1', atMs: calledBack[1] * minute }] : [];
  return {
    id,
    caller: { raw: number, e164: null, name: null, anonymous: number === 'hidden' },
    joinedAtMs: atMin * minute - 5_000,
    endedAtMs: atMin * minute,
    answeredAtMs: answered ? atMin * minute - 2_000 : null,
    outcome,
    claim: { ...unclaimedCall(id), callBacks, disposition: disposition ?? null },
  } as unknown as QueueCall;
}
const shown = (...calls: QueueCall[]) =>
  groupAbandoned(calls).map(({ calls: group, isUrgent, calledBack }) => `${group.map(({ id }) => id).join('+')}${isUrgent ? ' urgent' : ''}${calledBack ? ` ${calledBack.outcome}` : ''}`);

describe('abandoned calls', () => {
  test('stand together by number, the newest first; a hidden number stands alone', () => {
    expect(shown(call('a', { atMin: 1 }), call('b', { atMin: 9, number: '08299' }), call('c', { atMin: 20 }), call('h1', { atMin: 2, number: 'hidden' }), call('h2', { atMin: 3, number: 'hidden' }))).toEqual([
      'c+a', 'b', 'h2', 'h1',
    ]);
    expect(groupAbandoned([call('a', { atMin: 1 }), call('c', { atMin: 20 })])).toMatchObject([{ firstAtMs: minute, lastAtMs: 20 * minute, number: '+6281100001' }]);
  });

  test('three times in five minutes comes first, whenever that was; four minutes too long does not', () => {
    const rush = [0, 2, 5].map((atMin) => call(`r${atMin}`, { atMin, number: '08211' }));
    expect(shown(call('new', { atMin: 30 }), ...rush)).toEqual(['r5+r2+r0 urgent', 'new']);
    expect(shown(call('new', { atMin: 30 }), ...[0, 2, 5.1].map((atMin) => call(`r${atMin}`, { atMin, number: '08211' })))).toEqual(['new', 'r5.1+r2+r0']);
  });

  test('who was reached is no longer urgent; who was not stays so, and a call after the attempt wants another', () => {
    const rush = (calledBack: readonly [CallBackOutcome, number]) => [call('r0', { atMin: 0 }), call('r1', { atMin: 1 }), call('r2', { atMin: 2, calledBack })];
    expect(shown(...rush(['reached', 3]))).toEqual(['r2+r1+r0 reached']);
    expect(shown(...rush(['no-answer', 3]))).toEqual(['r2+r1+r0 urgent no-answer']);
    expect(shown(...rush(['reached', 3]), call('r4', { atMin: 4 }))).toEqual(['r4+r2+r1+r0 urgent']);
  });
});

test('reports count each call once by how it ended, attempts by what became of them, and who still waits to be called back', () => {
  const calls = [
    call('served', { atMin: 1, answered: true, outcome: 'served' }),
    call('ghost', { atMin: 2, answered: true, outcome: 'served', disposition: 'ghost' }),
    call('first', { atMin: 3, number: '08211' }),
    call('second', { atMin: 4, number: '08211', outcome: 'abandoned_short', calledBack: ['busy', 5] }),
    call('third', { atMin: 6, number: '08211' }),
    call('menu', { atMin: 7, number: '08299', outcome: 'lost_in_ivr' }),
  ];
  expect(countCalls(calls)).toEqual({
    calls: 6, answered: 2, abandoned: 2, shortAbandoned: 1, lost: 1, notCalledBack: 2,
    calledBack: { reached: 0, 'no-answer': 0, busy: 1, refused: 0, 'wrong-number': 0 },
    closed: { ghost: 1, prank: 0, information: 0, 'wrong-number': 0 },
  });
});
