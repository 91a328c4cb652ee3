import type { Incident } from '#domain/incidents/incident.ts';

/** Units that people at the incident wait for although another one has them. */
export function lostUnitIds({ assignments }: Incident): readonly string[] {
  return assignments.filter(({ releasedAtMs, overruled }) => releasedAtMs === null && overruled).map(({ unitId }) => unitId);
}

/** An open incident that lost its unit to another one stands above everything until somebody settles it. */
function waitsInVain(incident: Incident): boolean {
  return incident.status === 'open' && lostUnitIds(incident).length > 0;
}

/** Open incidents first, those that lost their unit and then the most urgent on top and the longest open first; then the closed, the latest on top. */
export function inListOrder(incidents: Iterable<Incident>): readonly Incident[] {
  return [...incidents].sort((left, right) => {
    if (left.status !== right.status) return left.status === 'open' ? -1 : 1;
    if (waitsInVain(left) !== waitsInVain(right)) return waitsInVain(left) ? -1 : 1;
    const within =
      left.status === 'open'
        ? left.priority - right.priority || left.openedAtMs - right.openedAtMs
        : (right.closedAtMs ?? 0) - (left.closedAtMs ?? 0);
    return within || (left.id < right.id ? -1 : 1);
  });
}
