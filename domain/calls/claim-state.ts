import { buildConflict } from '../conflicts/build-conflict.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { isContested, type Register } from '../conflicts/register.ts';
import type { CallDisposition } from './call-disposition.ts';
import type { CallAnswer } from '../journal/act.ts';
import type { CallClaim } from './call.ts';

/** A call's claim as folded: what is shown of it, and the decisions from which contradictions are seen. */
export type ClaimState = CallClaim & {
  readonly decided: {
    /** The seats that answered, as operator and station. */
    readonly answer: Register<CallAnswer>;
    readonly incident: Register<string>;
    /** Closings without an incident that no incident was opened in knowledge of, nor they in knowledge of one. */
    readonly closing: Register<CallDisposition>;
  };
  readonly conflicts: readonly Conflict[];
};

export function unclaimedCall(callId: string): ClaimState {
  return {
    callId,
    answeredBy: null,
    answeredStation: null,
    answeredAtMs: null,
    onPhone: false,
    incidentId: null,
    complaintIds: [],
    disposition: null,
    closedBy: null,
    closedAtMs: null,
    callBacks: [],
    decided: { answer: [], incident: [], closing: [] },
    conflicts: [],
  };
}

/** A claim as it was stored, with what an older version did not know of it. */
export function wholeClaim(callId: string, stored: ClaimState | undefined): ClaimState {
  const none = unclaimedCall(callId);
  return stored ? { ...none, ...stored, decided: { ...none.decided, ...stored.decided } } : none;
}

/** The claim with everything that follows from its decisions: of answers and incidents the first holds, of closings the last, and an incident outranks them. */
export function settleClaim({ callId, callBacks, complaintIds }: Pick<ClaimState, 'callId' | 'callBacks' | 'complaintIds'>, decided: ClaimState['decided']): ClaimState {
  const answer = decided.answer[0];
  const incident = decided.incident[0];
  const closing = incident ? undefined : decided.closing.at(-1);
  return {
    callId,
    answeredBy: answer?.value.operator ?? null,
    answeredStation: answer?.value.station ?? null,
    answeredAtMs: answer?.value.atMs ?? null,
    onPhone: answer?.value.onPhone === true,
    incidentId: incident?.value ?? null,
    complaintIds,
    disposition: closing?.value ?? null,
    closedBy: closing?.by.actor ?? null,
    closedAtMs: closing?.by.atMs ?? null,
    callBacks,
    decided,
    conflicts: conflictsOf(callId, decided),
  };
}

function conflictsOf(callId: string, { answer, incident, closing }: ClaimState['decided']): readonly Conflict[] {
  const about = { incidentIds: [...new Set(incident.map(({ value }) => value))], unitId: null };
  const entity = `call:${callId}` as const;
  const conflicts: Conflict[] = [];
  if (isContested(answer)) conflicts.push(buildConflict(entity, 'call-answered-twice', answer, answer[0], { ...about, show: (value) => value }));
  if (isContested(incident)) {
    conflicts.push(buildConflict(entity, 'two-incidents-for-one-call', incident, incident[0], { ...about, show: (incidentId) => ({ incidentId }) }));
  }
  if (incident.length > 0 && closing.length > 0) {
    const incidents: Register<object> = incident.map(({ value, by }) => ({ value: { incidentId: value }, by }));
    const sides = [...incidents, ...closing.map(({ value, by }) => ({ value: { callDisposition: value }, by }))];
    const inOrder = sides.toSorted((left, right) => (left.by.hlc < right.by.hlc ? -1 : 1));
    conflicts.push(buildConflict(entity, 'junk-and-incident', inOrder, incidents[0], { ...about, show: (value) => value }));
  }
  return conflicts;
}
