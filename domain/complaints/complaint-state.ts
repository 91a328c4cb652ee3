import { buildConflict } from '../conflicts/build-conflict.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { isContested, type Decided, type Register } from '../conflicts/register.ts';
import type { Decision } from '../conflicts/decision.ts';
import { saw } from '../journal/saw.ts';
import type { Complaint, ComplaintOutcome, ComplaintStatus, FoldedComplaint } from './complaint.ts';

/** A closing, and what was known where it was decided. */
export type ComplaintClosing = { readonly outcome: ComplaintOutcome; readonly seen: Readonly<Record<string, number>> };

/** What keeps a complaint going: an agency got it, one more caller was told that it is followed, or it was taken up again. */
export type Pursuit = { readonly agencyId: string } | { readonly joined: true } | { readonly reopened: true };

/** A complaint as folded: what is shown of it, and the decisions from which contradictions are seen. */
export type ComplaintState = FoldedComplaint & {
  readonly decided: {
    readonly agency: Register<string>;
    readonly answer: Register<string>;
    readonly incident: Register<string>;
    readonly closing: Register<ComplaintClosing>;
    /** The newest ones that did not know of each other. */
    readonly pursued: Register<Pursuit>;
  };
  readonly conflicts: readonly Conflict[];
};

/**
 * The complaint with everything that follows from its decisions. An incident outranks a closing; of two agencies, and of two incidents, that
 * seats apart gave it to, the first has it; a closing that did not know of a pursuit does not end it.
 */
export function settleComplaint(state: ComplaintState): ComplaintState {
  const { decided } = state;
  const going = pursuedApart(decided.closing, decided.pursued);
  const closing = going.length === 0 ? decided.closing.at(-1) : undefined;
  const incident = decided.incident[0];
  const answer = decided.answer.at(-1);
  const agencyId = decided.agency[0]?.value ?? state.agencyId;
  const status: ComplaintStatus = incident ? 'upgraded' : closing ? 'closed' : answer ? 'answered' : agencyId === null ? 'open' : 'assigned';
  const stops = [incident, closing, answer].flatMap((each) => (each ? [each.by.atMs] : []));
  return {
    ...state,
    status,
    agencyId,
    answer: answer?.value ?? null,
    incidentId: incident?.value ?? state.incidentId,
    outcome: status === 'closed' ? (closing?.value.outcome ?? null) : null,
    overAtMs: (incident ?? closing)?.by.atMs ?? null,
    stoppedAtMs: stops.length === 0 ? null : Math.min(...stops),
    conflicts: conflictsOf(state, going),
  };
}

/** What people see of a complaint. */
export function complaintView({ decided, conflicts, ...complaint }: ComplaintState): Complaint {
  return { ...complaint, conflictRules: conflicts.map(({ rule }) => rule) };
}

function pursuedApart(closing: Register<ComplaintClosing>, pursued: Register<Pursuit>): Register<Pursuit> {
  if (closing.length === 0) return [];
  return pursued.filter(({ by }) => closing.every((each) => isApart(each, by)));
}

function isApart(closing: Decided<ComplaintClosing>, by: Decision): boolean {
  return !saw({ ...closing.by, seen: closing.value.seen }, by);
}

function conflictsOf({ id, decided }: ComplaintState, going: Register<Pursuit>): readonly Conflict[] {
  const { agency, incident, closing } = decided;
  const entity = `complaint:${id}` as const;
  const about = { incidentIds: [...new Set(incident.map(({ value }) => value))], unitId: null };
  const conflicts: Conflict[] = [];
  if (isContested(incident)) {
    conflicts.push(buildConflict(entity, 'ticket-taken-twice', incident, incident[0], { ...about, show: (incidentId) => ({ incidentId }) }));
  } else if (incident.length === 0 && isContested(agency)) {
    conflicts.push(buildConflict(entity, 'ticket-taken-twice', agency, agency[0], { ...about, show: (agencyId) => ({ agencyId }) }));
  }
  if (incident.length > 0) return conflicts;
  const outcomes = closing.map(({ value, by }) => ({ value: value.outcome, by }));
  if (isContested(outcomes)) conflicts.push(buildConflict(entity, 'ticket-outcome', outcomes, outcomes.at(-1), { ...about, show: (outcome) => ({ outcome }) }));
  if (going.length > 0) {
    const sides: Register<object> = [...outcomes.map(({ value, by }) => ({ value: { outcome: value }, by })), ...going];
    const inOrder = sides.toSorted((left, right) => (left.by.hlc < right.by.hlc ? -1 : 1));
    const effective = inOrder.find(({ by }) => by.eventId === going[0]?.by.eventId);
    conflicts.push(buildConflict(entity, 'ticket-closed-and-pursued', inOrder, effective, { ...about, show: (value) => value }));
  }
  return conflicts;
}
