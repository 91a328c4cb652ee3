import { conflictRules, type Conflict, type ConflictSide } from '#domain/conflicts/conflict.ts';

/** What a side decided, as far as it is told: its value, or the field of that name in it. */
export function decided(side: ConflictSide, field: string): unknown {
  const { value } = side;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

/** The same where it is a text; a value that is one itself counts as the field. */
export function decidedText(side: ConflictSide, field: string): string | null {
  const value = typeof side.value === 'string' ? side.value : decided(side, field);
  return typeof value === 'string' ? value : null;
}

/** Those about units on their way first, then in the order of the rules, the oldest first. A conflict keeps its place while it stands. */
export function orderedConflicts(conflicts: Iterable<Conflict>): readonly Conflict[] {
  return [...conflicts].toSorted(
    (a, b) => conflictRules.indexOf(a.rule) - conflictRules.indexOf(b.rule) || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1),
  );
}
