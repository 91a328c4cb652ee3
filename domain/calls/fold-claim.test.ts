import { expect, test } from 'vitest';
import type { Act, JournalEvent } from '../journal/act.ts';
import type { Call } from './call.ts';
import { unclaimedCall } from './claim-state.ts';
import { foldClaim, isClaimLapsed, wantsAnswer } from './fold-claim.ts';

const callId = 'pbx1-1.1';

function event(act: Act, actor: string, atMs: number, station = 'S1'): JournalEvent {
  return { id: `e${atMs}`, station, seq: atMs, hlc: '', atMs, actor, act, previousHash: '', hash: '' };
}

test('the first to answer keeps the claim, also against one that could not see it', () => {
  const first = foldClaim(unclaimedCall(callId), event({ kind: 'call.answered', callId }, 'Sari', 1));
  expect(first).toMatchObject({ answeredBy: 'Sari', answeredAtMs: 1, incidentId: null });
  expect(foldClaim(first, event({ kind: 'call.answered', callId }, 'Budi', 2))).toEqual(first);
  const apart = foldClaim(first, event({ kind: 'call.answered', callId }, 'Budi', 2, 'S2'));
  expect(apart).toMatchObject({ answeredBy: 'Sari', conflicts: [{ rule: 'call-answered-twice', effectiveEventId: 'e1', sides: [{ actor: 'Sari' }, { actor: 'Budi' }] }] });
});

test('two seats apart that choose differently who has the caller leave him with one of them', () => {
  const chosen = (chosenEventId: string): Act => ({ kind: 'conflict.resolved', entity: `call:${callId}`, rule: 'call-answered-twice', chosenEventId, incidentIds: [] });
  const answered = [event({ kind: 'call.answered', callId }, 'Sari', 1), event({ kind: 'call.answered', callId }, 'Budi', 2, 'S2')];
  const knowing = (act: Act, actor: string, atMs: number, station: string, seen: Record<string, number>): JournalEvent => ({ ...event(act, actor, atMs, station), seen });
  const choices = [knowing(chosen('e1'), 'Sari', 3, 'S1', { S2: 2 }), knowing(chosen('e2'), 'Budi', 4, 'S2', { S1: 1 })];
  expect([...answered, ...choices].reduce(foldClaim, unclaimedCall(callId))).toMatchObject({ answeredBy: 'Sari', conflicts: [] });
});

test('who takes over has the claim, and the incident stays', () => {
  const opened = { kind: 'call.linked', callId, incidentId: 'i1' } as const;
  const claims = [event({ kind: 'call.answered', callId }, 'Sari', 1), event(opened, 'Sari', 2), event({ kind: 'call.answered', callId, takesOver: true }, 'Budi', 20_000)];
  expect(claims.reduce(foldClaim, unclaimedCall(callId))).toMatchObject({ callId, answeredBy: 'Budi', answeredStation: 'S1', answeredAtMs: 20_000, incidentId: 'i1', conflicts: [] });
});

test('a claim lapses when the caller still waits 20 s later, and not once somebody speaks with them', () => {
  const claim = { ...unclaimedCall(callId), answeredBy: 'Sari', answeredAtMs: 1_000 };
  const waiting = { state: 'offered', sinceMs: 500 } as Call;
  expect(isClaimLapsed(claim, waiting, 21_000)).toBe(false);
  expect(isClaimLapsed(claim, waiting, 21_001)).toBe(true);
  expect(isClaimLapsed(claim, { state: 'answered' } as Call, 60_000)).toBe(false);
  expect(isClaimLapsed(unclaimedCall(callId), waiting, 60_000)).toBe(false);
});

test('whose phone has the caller keeps the claim though the telephone system is not heard of, until the caller is queued again', () => {
  const answers = [event({ kind: 'call.answered', callId }, 'Sari', 1_000), event({ kind: 'call.answered', callId, takesOver: true, onPhone: true }, 'Sari', 2_000)];
  const claim = answers.reduce(foldClaim, unclaimedCall(callId));
  expect(claim).toMatchObject({ answeredBy: 'Sari', answeredAtMs: 2_000, onPhone: true, conflicts: [] });
  const heardOf = (sinceMs: number) => ({ state: 'queued', sinceMs, claim }) as const;
  expect(wantsAnswer(heardOf(900), 60_000)).toBe(false);
  expect(wantsAnswer(heardOf(30_000), 60_000)).toBe(true);
});
