import type { Incident } from '#domain/incidents/incident.ts';
import type { Unit } from '#domain/units/unit.ts';
import type { Session } from '../../state/session.ts';

/** Whose way to where. */
export type WantedWay = { readonly unitId: string; readonly incidentId: string };

/**
 * The way a map shows: of the line that is pointed at in F4's list, else of the chosen unit to the incident it was sent to, else from the chosen unit to
 * the chosen incident. Null: none.
 */
export function wantedWay(
  session: Pick<Session, 'pointedLine' | 'selectedUnitId' | 'selectedIncidentId'>,
  units: ReadonlyMap<string, Pick<Unit, 'incidentId'>>,
  incidents: ReadonlyMap<string, Pick<Incident, 'status'>>,
): WantedWay | null {
  const isOpen = (id: string | null): id is string => id !== null && incidents.get(id)?.status === 'open';
  if (session.pointedLine && isOpen(session.pointedLine.incidentId)) return session.pointedLine;
  const unit = session.selectedUnitId === null ? undefined : units.get(session.selectedUnitId);
  if (!unit || session.selectedUnitId === null) return null;
  const incidentId = unit.incidentId ?? session.selectedIncidentId;
  return isOpen(incidentId) ? { unitId: session.selectedUnitId, incidentId } : null;
}
