import type { Incident } from './incident.ts';
import type { IncidentState } from './incident-state.ts';

/** What people see of an incident. `incidentOfUnit` says where a unit effectively is: one fold cannot know what another unit's seats decided. */
export function incidentView(state: IncidentState, incidentOfUnit: (unitId: string) => string | null): Incident {
  const { decided, conflicts, ...incident } = state;
  return {
    ...incident,
    assignments: incident.assignments.map((assignment) => {
      if (assignment.releasedAtMs !== null) return assignment;
      const whereabouts = incidentOfUnit(assignment.unitId);
      return { ...assignment, overruled: whereabouts !== null && whereabouts !== incident.id };
    }),
    conflictRules: conflicts.map(({ rule }) => rule),
  };
}
