import type { Act, CallAnswer, ChosenValue } from '../journal/act.ts';
import type { Place } from '../places/place.ts';
import type { UnitStatus } from '../units/unit.ts';
import type { Conflict, ConflictRule } from './conflict.ts';

/**
 * The acts by which a person settles a conflict: the choice, and the release of every unit that the choice takes away from an
 * incident, so that no unit is left busy on nothing.
 */
export function settle(conflict: Conflict, chosenEventId: string): readonly Act[] {
  const { entity, rule, incidentIds, unitId } = conflict;
  const chosen = conflict.sides.find((side) => side.eventId === chosenEventId);
  const value = chosenValue(rule, chosen?.value);
  const resolved: Act = { kind: 'conflict.resolved', entity, rule, chosenEventId, ...(value === undefined ? {} : { chosen: value }), incidentIds };
  if (rule === 'unit-on-two-incidents' && unitId !== null) {
    const kept = textIn(chosen?.value, 'incidentId');
    const left = incidentIds.filter((incidentId) => incidentId !== kept);
    return [resolved, ...left.map((incidentId): Act => ({ kind: 'unit.released', incidentId, unitId }))];
  }
  if (rule === 'closed-and-extended' && textIn(chosen?.value, 'closed') !== undefined) {
    const units = conflict.sides.map((side) => textIn(side.value, 'unitId')).filter((each) => each !== undefined);
    const [incidentId = ''] = incidentIds;
    return [...units.map((unit): Act => ({ kind: 'unit.released', incidentId, unitId: unit })), resolved];
  }
  return [resolved];
}

/** The value of a side, as `buildConflict` shows it. */
function chosenValue(rule: ConflictRule, shown: unknown): ChosenValue | undefined {
  if (typeof shown !== 'object' || shown === null) return undefined;
  switch (rule) {
    case 'place':
      return { place: shown as Place };
    case 'type':
    case 'priority':
    case 'disposition':
      return { [rule]: (shown as { readonly value: unknown }).value };
    case 'unit-status':
      return { status: (shown as { readonly value: UnitStatus }).value };
    case 'unit-on-two-incidents':
    case 'two-incidents-for-one-call':
      return { incidentId: (shown as { readonly incidentId: string }).incidentId };
    case 'call-answered-twice':
      return { answer: shown as CallAnswer };
    case 'junk-and-incident':
    case 'ticket-taken-twice':
    case 'ticket-outcome':
      return shown;
    case 'ticket-closed-and-pursued':
      return textIn(shown, 'outcome') === undefined ? undefined : shown;
    case 'closed-and-extended':
      return undefined;
  }
}

function textIn(value: unknown, key: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
