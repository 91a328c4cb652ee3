import type { EntityReference } from '../journal/act.ts';
import type { Conflict, ConflictRule } from './conflict.ts';
import type { Decided, Register } from './register.ts';

/** A conflict between decisions, given in the order of the hybrid clock; `effective` is the one that holds meanwhile. */
export function buildConflict<Value>(
  entity: EntityReference,
  rule: ConflictRule,
  sides: Register<Value>,
  effective: Decided<Value> | undefined,
  about: { readonly incidentIds: readonly string[]; readonly unitId: string | null; readonly show: (value: Value) => unknown },
): Conflict {
  return {
    id: `${entity}|${rule}`,
    entity,
    rule,
    sides: sides.map(({ value, by }) => ({ ...by, value: about.show(value) })),
    effectiveEventId: (effective ?? sides[0])?.by.eventId ?? '',
    incidentIds: about.incidentIds,
    unitId: about.unitId,
    sinceMs: Math.max(...sides.map(({ by }) => by.atMs)),
  };
}
