import type { Act } from '../journal/act.ts';
import type { Conflict } from './conflict.ts';

/**
 * The acts by which a person settles a conflict: the choice, and the release of every unit that the choice takes away from an
 * incident, so that no unit is left busy on nothing.
 */
export function settle(conflict: Conflict, chosenEventId: string): readonly Act[] {
  const { entity, rule, incidentIds, unitId } = conflict;
  const resolved: Act = { kind: 'conflict.resolved', entity, rule, chosenEventId, incidentIds };
  const chosen = conflict.sides.find((side) => side.eventId === chosenEventId);
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

function textIn(value: unknown, key: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
