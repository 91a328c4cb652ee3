import type { Incident } from '#domain/incidents/incident.ts';

/** Open incidents first, the most urgent on top and the longest open first; then the closed, the latest on top. */
export function inListOrder(incidents: Iterable<Incident>): readonly Incident[] {
  return [...incidents].sort((left, right) => {
    if (left.status !== right.status) return left.status === 'open' ? -1 : 1;
    const within =
      left.status === 'open'
        ? left.priority - right.priority || left.openedAtMs - right.openedAtMs
        : (right.closedAtMs ?? 0) - (left.closedAtMs ?? 0);
    return within || (left.id < right.id ? -1 : 1);
  });
}
