import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settle } from '../conflicts/settle.ts';
import {
  decideAnswer, decideAssign, decideCloseComplaint, decideComplaintNote, decideJoin, decideReopen, decideUpgrade,
} from '../decisions/decide-complaint.ts';
import type { Act } from '../journal/act.ts';
import { conflictsIn } from '../journal/fold-entity.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { writtenEvents, type Written } from '#tests/fixtures/written-events.ts';
import { complaintView, type ComplaintState } from './complaint-state.ts';
import type { Complaint, ComplaintStatus } from './complaint.ts';
import { complainantsKept, foldComplaint } from './fold-complaint.ts';

const folded = (...written: readonly Written[]): ComplaintState => {
  const state = writtenEvents(...written).reduce<ComplaintState | undefined>(foldComplaint, undefined);
  if (!state) throw new Error('nothing was opened');
  return state;
};
const opened = openedComplaint('k1');
const assigned = (agencyId: string): Act => ({ kind: 'complaint.assigned', complaintId: 'k1', agencyId });
const closed = (outcome: Complaint['outcome'] = 'solved'): Act => ({ kind: 'complaint.closed', complaintId: 'k1', outcome: outcome ?? 'solved' });
const joined = (callId: string | null): Act => ({ kind: 'complaint.joined', complaintId: 'k1', callId, callerNumber: null, note: '' });
const upgraded = (incidentId: string): Act => ({ kind: 'complaint.upgraded', complaintId: 'k1', incidentId, ticket: '1-000-000' });
const reopened: Act = { kind: 'complaint.reopened', complaintId: 'k1', reason: 'masih ada' };

/** What each decision asks of the status before it, and makes of it; written down a second time, so that the rules cannot be wrong alone. */
const steps = {
  note: { by: (complaint: Complaint) => decideComplaintNote(complaint, 'dekat gerbang'), to: (status: ComplaintStatus): ComplaintStatus | null => status },
  assign: { by: (complaint: Complaint) => decideAssign(complaint, complaint.agencyId === 'pu' ? 'dlh' : 'pu'), to: (status: ComplaintStatus) => (status === 'open' ? 'assigned' : isUnderWay(status) ? status : null) },
  answer: { by: (complaint: Complaint) => decideAnswer(complaint, 'diangkut'), to: (status: ComplaintStatus) => (status === 'assigned' || status === 'answered' ? 'answered' : null) },
  close: { by: (complaint: Complaint) => decideCloseComplaint(complaint, 'solved'), to: (status: ComplaintStatus) => (isUnderWay(status) ? 'closed' : null) },
  join: { by: (complaint: Complaint) => decideJoin(complaint, null, '+6286011200001', ''), to: (status: ComplaintStatus) => (isUnderWay(status) ? status : null) },
  upgrade: {
    by: (complaint: Complaint) => {
      const allowed = decideUpgrade(complaint);
      return allowed.ok ? { ok: true as const, value: [upgraded(`i${complaint.changedAtMs}`)] } : allowed;
    },
    to: (status: ComplaintStatus) => (status === 'upgraded' ? null : 'upgraded'),
  },
} as const satisfies Record<string, { by: unknown; to: (status: ComplaintStatus) => ComplaintStatus | null }>;

function isUnderWay(status: ComplaintStatus): boolean {
  return status === 'open' || status === 'assigned' || status === 'answered';
}

describe('the life of a complaint', () => {
  test('goes only where it may, and its ticket, its place and what was promised stay', () => {
    const doings = fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]), 'reopen' as const), { maxLength: 25 });
    fc.assert(
      fc.property(doings, fc.boolean(), (wanted, hasAgency) => {
        const first = openedComplaint('k1', hasAgency ? {} : { agencyId: null });
        const written: Written[] = [['S1', first]];
        for (const each of wanted) {
          const before = complaintView(folded(...written));
          const expected = each === 'reopen' ? afterReopening(before) : steps[each].to(before.status);
          const decision = each === 'reopen' ? decideReopen(before, 'masih ada') : steps[each].by(before);
          expect([each, before.status, decision.ok]).toEqual([each, before.status, expected !== null]);
          if (!decision.ok) continue;
          for (const act of decision.value) written.push(['S1', act]);
          const after = complaintView(folded(...written));
          expect([each, before.status, after.status]).toEqual([each, before.status, expected]);
          expect([after.number, after.dueAtMs, after.place, after.openedAtMs]).toEqual([before.number, before.dueAtMs, before.place, before.openedAtMs]);
          expect([after.stoppedAtMs === null, after.overAtMs === null]).toEqual([after.status === 'open' || after.status === 'assigned', isUnderWay(after.status)]);
          expect(after.conflictRules).toEqual([]);
        }
      }),
      { seed: 24, numRuns: 300 },
    );
  });

  test('reopened, its clock goes on as if it had never stood, and it keeps the incident that it once was', () => {
    expect(folded(['S1', opened], ['S1', upgraded('i1')], ['S1', reopened])).toMatchObject({ status: 'assigned', stoppedAtMs: null, overAtMs: null, incidentId: 'i1', timesReopened: 1, dueAtMs: opened.dueAtMs });
    expect(folded(['S1', opened], ['S1', { kind: 'complaint.answered', complaintId: 'k1', text: 'diangkut' }], ['S1', closed()])).toMatchObject({ stoppedAtMs: 2, overAtMs: 3, outcome: 'solved', answer: 'diangkut' });
  });

  test('every caller counts; of very many the first and the newest are kept, and a call joins once', () => {
    const many = Array.from({ length: 80 }, (_, index): Written => ['S1', joined(`c${index}`)]);
    const complaint = folded(['S1', opened], ...many);
    expect(complaint.complainantCount).toBe(81);
    expect(complaint.complainants).toHaveLength(complainantsKept);
    expect([complaint.complainants[0]?.callId, complaint.complainants.at(-1)?.callId]).toEqual(['call-k1', 'c79']);
    expect(decideJoin(complaintView(complaint), 'c79', null, '')).toEqual({ ok: true, value: [] });
  });
});

function afterReopening({ status, agencyId }: Complaint): ComplaintStatus | null {
  if (status === 'open' || status === 'assigned') return null;
  return agencyId === null ? 'open' : 'assigned';
}

describe('one ticket taken twice', () => {
  const twice = [['S1', openedComplaint('k1', { agencyId: null })], ['S1', assigned('dlh'), {}], ['S2', assigned('pu'), { S1: 1 }]] as const;

  test('by agencies of seats that could not see each other: the first has it, and both stand side by side', () => {
    const complaint = folded(...twice);
    expect(complaint).toMatchObject({ status: 'assigned', agencyId: 'dlh' });
    expect(conflictsIn(complaint)).toMatchObject([
      { rule: 'ticket-taken-twice', effectiveEventId: 'e2', sides: [{ station: 'S1', value: { agencyId: 'dlh' } }, { station: 'S2', value: { agencyId: 'pu' } }] },
    ]);
  });

  test('by one that knew: the later replaces; the same agency twice is no contradiction', () => {
    expect(folded(['S1', opened], ['S2', assigned('pu'), { S1: 1 }])).toMatchObject({ agencyId: 'pu', conflicts: [] });
    expect(conflictsIn(folded(['S1', openedComplaint('k1', { agencyId: null })], ['S1', assigned('pu')], ['S2', assigned('pu'), { S1: 1 }]))).toEqual([]);
  });

  test('is settled by the choice of a person, for good', () => {
    const [conflict] = conflictsIn(folded(...twice));
    if (!conflict) throw new Error('no conflict');
    const acts = settle(conflict, 'e3');
    expect(acts).toEqual([{ kind: 'conflict.resolved', entity: 'complaint:k1', rule: 'ticket-taken-twice', chosenEventId: 'e3', chosen: { agencyId: 'pu' }, incidentIds: [] }]);
    expect(folded(...twice, ...acts.map((act): Written => ['S1', act, { S2: 1 }]))).toMatchObject({ agencyId: 'pu', conflicts: [] });
  });

  test('by two incidents: the first holds, the choice as well; an incident outranks agencies and closings', () => {
    const apart = [['S1', opened], ['S1', upgraded('i1'), {}], ['S2', upgraded('i2'), { S1: 1 }]] as const;
    const complaint = folded(...apart);
    expect(complaint).toMatchObject({ status: 'upgraded', incidentId: 'i1' });
    const [conflict] = conflictsIn(complaint);
    expect(conflict).toMatchObject({ rule: 'ticket-taken-twice', incidentIds: ['i1', 'i2'] });
    if (!conflict) throw new Error('no conflict');
    const acts = settle(conflict, 'e3').map((act): Written => ['S2', act, { S1: 2 }]);
    expect(folded(...apart, ...acts)).toMatchObject({ incidentId: 'i2', conflicts: [] });
    expect(folded(['S1', opened], ['S1', closed(), {}], ['S2', upgraded('i1'), { S1: 1 }])).toMatchObject({ status: 'upgraded', outcome: null, conflicts: [] });
  });
});

describe('closed at one seat', () => {
  const apart = [['S1', opened], ['S1', closed(), {}], ['S2', joined('c2'), { S1: 1 }]] as const;

  test('and joined by another caller at another that did not know: it stays under way until a person chooses', () => {
    const complaint = folded(...apart);
    expect(complaint).toMatchObject({ status: 'assigned', overAtMs: null, outcome: null });
    const [conflict] = conflictsIn(complaint);
    expect(conflict).toMatchObject({ rule: 'ticket-closed-and-pursued', effectiveEventId: 'e3', sides: [{ value: { outcome: 'solved' } }, { value: { joined: true } }] });
    if (!conflict) throw new Error('no conflict');
    const chosen = (eventId: string): readonly Written[] => settle(conflict, eventId).map((act): Written => ['S1', act, { S2: 1 }]);
    expect(folded(...apart, ...chosen('e2'))).toMatchObject({ status: 'closed', outcome: 'solved', conflicts: [] });
    expect(folded(...apart, ...chosen('e3'))).toMatchObject({ status: 'assigned', conflicts: [] });
  });

  test('and joined at one that closed it later: no contradiction', () => {
    expect(folded(['S1', opened], ['S2', joined('c2'), { S1: 1 }], ['S1', closed(), { S2: 1 }])).toMatchObject({ status: 'closed', conflicts: [] });
  });

  test('with another outcome than at the other: the later holds, and both are shown', () => {
    const events = [['S1', opened], ['S1', closed('solved'), {}], ['S2', closed('not-ours'), { S1: 1 }]] as const;
    const complaint = folded(...events);
    expect(complaint).toMatchObject({ status: 'closed', outcome: 'not-ours' });
    const [conflict] = conflictsIn(complaint);
    expect(conflict).toMatchObject({ rule: 'ticket-outcome', effectiveEventId: 'e3' });
    if (!conflict) throw new Error('no conflict');
    expect(folded(...events, ...settle(conflict, 'e2').map((act): Written => ['S2', act, { S1: 2 }]))).toMatchObject({ outcome: 'solved', conflicts: [] });
  });
});
