import { buildConflict } from '../conflicts/build-conflict.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { isContested, type Decided, type Register } from '../conflicts/register.ts';
import { saw } from '../journal/saw.ts';
import type { Place } from '../places/place.ts';
import type { Decision } from '../conflicts/decision.ts';
import type { Disposition, FoldedIncident, IncidentType, Priority } from './incident.ts';

/** A closing, and what was known where it was decided. */
export type Closing = { readonly disposition: Disposition; readonly seen: Readonly<Record<string, number>> };

/** An incident as folded: what is shown of it, and the decisions from which contradictions are seen. */
export type IncidentState = FoldedIncident & {
  readonly decided: {
    readonly type: Register<IncidentType>;
    readonly priority: Register<Priority>;
    readonly place: Register<Place>;
    readonly closing: Register<Closing>;
    /** Assignments that are not released. */
    readonly sent: Register<string>;
  };
  readonly conflicts: readonly Conflict[];
};

/** The incident with everything that follows from its decisions: the values that hold, whether it is open, and the conflicts. */
export function settleIncident(state: IncidentState): IncidentState {
  const { decided } = state;
  const extending = extensions(decided.closing, decided.sent);
  const closing = decided.closing.at(-1);
  const isClosed = closing !== undefined && extending.length === 0;
  return {
    ...state,
    type: decided.type.at(-1)?.value ?? state.type,
    priority: decided.priority.at(-1)?.value ?? state.priority,
    place: decided.place.at(-1)?.value ?? state.place,
    status: isClosed ? 'closed' : 'open',
    closedAtMs: isClosed ? closing.by.atMs : null,
    disposition: isClosed ? closing.value.disposition : null,
    conflicts: conflictsOf(state, extending),
  };
}

/** Units sent by somebody who did not know of the closing, nor the closing of them: they keep the incident open. */
function extensions(closing: Register<Closing>, sent: Register<string>): Register<string> {
  if (closing.length === 0) return [];
  return sent.filter((assignment) => closing.every((each) => decidedApart(each, assignment.by)));
}

function decidedApart(closing: Decided<Closing>, assignment: Decision): boolean {
  return !saw({ ...closing.by, seen: closing.value.seen }, assignment);
}

function conflictsOf(state: IncidentState, extending: Register<string>): readonly Conflict[] {
  const { decided, id } = state;
  const entity = `incident:${id}` as const;
  const about = { incidentIds: [id], unitId: null };
  const conflicts: Conflict[] = [];
  const field = <Value>(rule: 'type' | 'priority' | 'place' | 'disposition', register: Register<Value>, show: (value: Value) => unknown): void => {
    if (isContested(register)) conflicts.push(buildConflict(entity, rule, register, register.at(-1), { ...about, show }));
  };
  field('type', decided.type, (value) => ({ value }));
  field('priority', decided.priority, (value) => ({ value }));
  field('place', decided.place, (value) => value);
  const dispositions = decided.closing.map(({ value, by }) => ({ value: value.disposition, by }));
  field('disposition', dispositions, (value) => ({ value }));
  if (extending.length > 0) {
    const closings: Register<object> = decided.closing.map(({ value, by }) => ({ value: { closed: value.disposition }, by }));
    const sides: Register<object> = [...closings, ...extending.map(({ value, by }) => ({ value: { unitId: value }, by }))];
    const inOrder = sides.toSorted((left, right) => (left.by.hlc < right.by.hlc ? -1 : 1));
    const effective = inOrder.find(({ by }) => by.eventId === extending[0]?.by.eventId);
    conflicts.push(
      buildConflict(entity, 'closed-and-extended', inOrder, effective, { incidentIds: [id], unitId: extending[0]?.value ?? null, show: (value) => value }),
    );
  }
  return conflicts;
}
