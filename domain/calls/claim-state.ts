import { buildConflict } from '../conflicts/build-conflict.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { isContested, type Register } from '../conflicts/register.ts';
import type { CallAnswer } from '../journal/act.ts';
import type { CallClaim } from './call.ts';

/** A call's claim as folded: what is shown of it, and the decisions from which contradictions are seen. */
export type ClaimState = CallClaim & {
  readonly decided: {
    /** The seats that answered, as operator and station. */
    readonly answer: Register<CallAnswer>;
    readonly incident: Register<string>;
  };
  readonly conflicts: readonly Conflict[];
};

export function unclaimedCall(callId: string): ClaimState {
  return {
    callId, answeredBy: null, answeredStation: null, answeredAtMs: null, incidentId: null, decided: { answer: [], incident: [] }, conflicts: [],
  };
}

/** The claim with everything that follows from its decisions: the first of each holds. */
export function settleClaim(callId: string, decided: ClaimState['decided']): ClaimState {
  const answer = decided.answer[0];
  const incidentIds = [...new Set(decided.incident.map(({ value }) => value))];
  const about = { incidentIds, unitId: null };
  const conflicts: Conflict[] = [];
  const entity = `call:${callId}` as const;
  if (isContested(decided.answer)) {
    conflicts.push(buildConflict(entity, 'call-answered-twice', decided.answer, answer, { ...about, show: (value) => value }));
  }
  if (isContested(decided.incident)) {
    const show = (incidentId: string): unknown => ({ incidentId });
    conflicts.push(buildConflict(entity, 'two-incidents-for-one-call', decided.incident, decided.incident[0], { ...about, show }));
  }
  return {
    callId,
    answeredBy: answer?.value.operator ?? null,
    answeredStation: answer?.value.station ?? null,
    answeredAtMs: answer?.value.atMs ?? null,
    incidentId: decided.incident[0]?.value ?? null,
    decided,
    conflicts,
  };
}
