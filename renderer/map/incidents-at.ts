import type { Incident } from '#domain/incidents/incident.ts';

/** The incidents that were open at a moment, with the units they had then. What the feed no longer tells of cannot be among them. */
export function incidentsAt(incidents: ReadonlyMap<string, Incident>, atMs: number): ReadonlyMap<string, Incident> {
  const open = [...incidents].filter(([, incident]) => incident.openedAtMs <= atMs && (incident.closedAtMs === null || incident.closedAtMs > atMs));
  return new Map(
    open.map(([id, incident]) => {
      const assignments = incident.assignments
        .filter(({ assignedAtMs }) => assignedAtMs <= atMs)
        .map((assignment) => ({ ...assignment, releasedAtMs: assignment.releasedAtMs !== null && assignment.releasedAtMs > atMs ? null : assignment.releasedAtMs }));
      return [id, { ...incident, status: 'open' as const, closedAtMs: null, assignments }];
    }),
  );
}
