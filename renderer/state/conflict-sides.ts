import { conflictRules, type Conflict, type ConflictRule, type ConflictSide } from '#domain/conflicts/conflict.ts';

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

const ofAssignments: ReadonlySet<ConflictRule> = new Set(['unit-on-two-incidents', 'closed-and-extended']);

/** Whether somebody may be waiting for a unit that does not come. */
export function touchesAssignment(conflict: Conflict): boolean {
  return ofAssignments.has(conflict.rule);
}

/** Those about units on their way first, then in the order of the rules, the oldest first. A conflict keeps its place while it stands. */
export function orderedConflicts(conflicts: Iterable<Conflict>): readonly Conflict[] {
  return [...conflicts].toSorted(
    (a, b) => conflictRules.indexOf(a.rule) - conflictRules.indexOf(b.rule) || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1),
  );
}

/** The units that people at an incident wait for although they go to another one, by incident. */
export function lostUnits(conflicts: Iterable<Conflict>): ReadonlyMap<string, readonly string[]> {
  const lost = new Map<string, readonly string[]>();
  for (const { rule, sides, effectiveEventId, unitId } of conflicts) {
    if (rule !== 'unit-on-two-incidents' || unitId === null) continue;
    const goesTo = incidentOf(sides.find((side) => side.eventId === effectiveEventId));
    for (const side of sides) {
      const incidentId = incidentOf(side);
      if (incidentId === null || incidentId === goesTo) continue;
      const before = lost.get(incidentId) ?? [];
      if (!before.includes(unitId)) lost.set(incidentId, [...before, unitId]);
    }
  }
  return lost;
}

function incidentOf(side: ConflictSide | undefined): string | null {
  return side === undefined ? null : decidedText(side, 'incidentId');
}

/** The incidents and units about which decisions contradict each other. */
export function disputed(conflicts: Iterable<Conflict>): { readonly incidents: ReadonlySet<string>; readonly units: ReadonlySet<string> } {
  const incidents = new Set<string>();
  const units = new Set<string>();
  for (const { incidentIds, unitId } of conflicts) {
    for (const id of incidentIds) incidents.add(id);
    if (unitId !== null) units.add(unitId);
  }
  return { incidents, units };
}
