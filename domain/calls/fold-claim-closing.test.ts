import { describe, expect, test } from 'vitest';
import { settle } from '../conflicts/settle.ts';
import { decideCloseCall } from '../decisions/decide-call.ts';
import type { Act, JournalEvent } from '../journal/act.ts';
import type { Call } from './call.ts';
import { unclaimedCall, wholeClaim, type ClaimState } from './claim-state.ts';
import { foldClaim } from './fold-claim.ts';

const callId = 'pbx1-1.1';
const closed: Act = { kind: 'call.closed', callId, disposition: 'ghost', callerNumber: null };
const linked: Act = { kind: 'call.linked', callId, incidentId: 'i1' };

/** Events of two stations, in the order of the clock; `knows` names the other station whose events so far were known. */
function fold(...steps: (readonly [station: string, act: Act, knows?: string])[]): ClaimState {
  const counts: Record<string, number> = {};
  return steps.reduce((claim, [station, act, knows], index) => {
    const seq = (counts[station] = (counts[station] ?? 0) + 1);
    const seen = knows === undefined ? {} : { [knows]: counts[knows] ?? 0 };
    const event: JournalEvent = { id: `e${index}`, station, seq, hlc: `${index}`, atMs: index, actor: `petugas ${station}`, seen, act, previousHash: '', hash: '' };
    return foldClaim(claim, event);
  }, unclaimedCall(callId));
}

describe('a call closed as no emergency', () => {
  test('says as what, by whom and when', () => {
    expect(fold(['S1', closed])).toMatchObject({ disposition: 'ghost', closedBy: 'petugas S1', closedAtMs: 0, conflicts: [] });
  });

  test('may be closed again as something else: the last holds, also of two seats apart', () => {
    expect(fold(['S1', closed], ['S1', { ...closed, disposition: 'prank' }])).toMatchObject({ disposition: 'prank', conflicts: [] });
    expect(fold(['S1', closed], ['S2', { ...closed, disposition: 'prank' }])).toMatchObject({ disposition: 'prank', closedBy: 'petugas S2', conflicts: [] });
  });

  test('is an incident once one is opened from it in knowledge of that', () => {
    expect(fold(['S1', closed], ['S2', linked, 'S1'])).toMatchObject({ disposition: null, closedBy: null, incidentId: 'i1', conflicts: [] });
  });

  test('cannot outrank an incident that was known', () => {
    expect(fold(['S1', linked], ['S2', closed, 'S1'])).toMatchObject({ disposition: null, incidentId: 'i1', conflicts: [] });
    expect(decideCloseCall({ id: callId } as Call, fold(['S1', linked]), 'ghost')).toMatchObject({ ok: false, code: 'call-has-incident' });
  });
});

describe('junk at one seat, an incident at another apart from it', () => {
  test.each([
    ['closed first', [['S1', closed], ['S2', linked]], 'e1'],
    ['opened first', [['S2', linked], ['S1', closed]], 'e0'],
  ] as const)('%s: the incident holds and both are shown until somebody chooses', (_name, steps, effectiveEventId) => {
    expect(fold(...steps)).toMatchObject({
      incidentId: 'i1', disposition: null,
      conflicts: [{ rule: 'junk-and-incident', effectiveEventId, incidentIds: ['i1'], sides: [{ eventId: 'e0' }, { eventId: 'e1' }] }],
    });
  });

  test('chosen to be an incident, it is one; chosen to be junk, the call leaves the incident, which nobody closes for that', () => {
    const apart = fold(['S1', closed], ['S2', linked]);
    const [conflict] = apart.conflicts;
    if (!conflict) throw new Error('no conflict');
    const choose = (eventId: string) => {
      const acts = settle(conflict, eventId);
      expect(acts.map(({ kind }) => kind)).toEqual(['conflict.resolved']);
      return fold(['S1', closed], ['S2', linked], ['S1', acts[0] ?? linked, 'S2']);
    };
    expect(choose('e1')).toMatchObject({ incidentId: 'i1', disposition: null, conflicts: [] });
    expect(choose('e0')).toMatchObject({ incidentId: null, disposition: 'ghost', conflicts: [] });
  });
});

test('every attempt to call back is kept', () => {
  const attempt = (outcome: 'busy' | 'reached'): Act => ({ kind: 'call.called-back', callId, outcome });
  expect(fold(['S1', attempt('busy')], ['S2', attempt('reached')]).callBacks).toEqual([
    { outcome: 'busy', by: 'petugas S1', station: 'S1', atMs: 0 },
    { outcome: 'reached', by: 'petugas S2', station: 'S2', atMs: 1 },
  ]);
});

test('a claim that an older version stored is taken for what it says', () => {
  const { callBacks, disposition, closedBy, closedAtMs, ...older } = unclaimedCall(callId);
  const { closing, ...decided } = older.decided;
  expect(wholeClaim(callId, { ...older, answeredBy: 'Sari', decided } as unknown as ClaimState)).toEqual({ ...unclaimedCall(callId), answeredBy: 'Sari' });
});
