import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { LongitudeLatitude } from '../../map/map-keys.ts';
import type { Session } from '../../state/session.ts';

/** The points of the chosen unit and the chosen incident; without either, the point being typed. */
export function selectionPoints(
  session: Session,
  positions: ReadonlyMap<string, UnitPosition>,
  incidents: ReadonlyMap<string, Incident>,
): readonly LongitudeLatitude[] {
  const position = session.selectedUnitId === null ? undefined : positions.get(session.selectedUnitId);
  const incident = session.selectedIncidentId === null ? undefined : incidents.get(session.selectedIncidentId);
  const chosen = [...pointOf(incident?.place), ...pointOf(position)];
  return chosen.length > 0 ? chosen : pointOf(session.formPlace ?? undefined);
}

function pointOf(
  thing: { readonly longitude: number | null; readonly latitude: number | null } | undefined,
): readonly LongitudeLatitude[] {
  if (thing === undefined || thing.longitude === null || thing.latitude === null) return [];
  return [[thing.longitude, thing.latitude]];
}
