import { conflictRules, type Conflict, type ConflictSide } from '#domain/conflicts/conflict.ts';

/** One part of what a side decided: a place by its own fields, one value of an incident or a unit as `value`. */
export function decided(side: ConflictSide, field: string): unknown {
  const { value } = side;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

/** The same where it is a text. */
export function decidedText(side: ConflictSide, field: string): string | null {
  const value = decided(side, field);
  return typeof value === 'string' ? value : null;
}

/** The incidents about which decisions contradict each other, whichever entity the conflict stands at. */
export function disputedIncidents(conflicts: Iterable<Conflict>): ReadonlySet<string> {
  return new Set([...conflicts].flatMap(({ incidentIds }) => incidentIds));
}

/** The conflicts that an incident has a part in. */
export function conflictsOfIncident(conflicts: Iterable<Conflict>, incidentId: string): readonly Conflict[] {
  return orderedConflicts(conflicts).filter(({ incidentIds }) => incidentIds.includes(incidentId));
}

/** Those about units on their way first, then in the order of the rules, the oldest first. A conflict keeps its place while it stands. */
export function orderedConflicts(conflicts: Iterable<Conflict>): readonly Conflict[] {
  return [...conflicts].toSorted(
    (a, b) => conflictRules.indexOf(a.rule) - conflictRules.indexOf(b.rule) || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1),
  );
}
