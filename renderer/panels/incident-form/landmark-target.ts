import type { Incident } from '#domain/incidents/incident.ts';
import type { Landmark } from '#domain/landmarks/landmark.ts';
import type { Coordinates, Place } from '#domain/places/place.ts';

/** The point that a landmark would be kept for, and the one that is kept there already. */
export type LandmarkTarget = Coordinates & {
  readonly radiusM: number;
  /** Null: the point of the form. */
  readonly incident: Pick<Incident, 'id' | 'number'> | null;
  readonly known: Landmark | null;
};

/** The form's point goes first, then that of the chosen incident; null where neither has one. */
export function landmarkTarget(formPlace: Place | null, incident: Incident | undefined, landmarks: Iterable<Landmark>): LandmarkTarget | null {
  for (const [place, of] of [[formPlace, null], [incident?.place ?? null, incident ?? null]] as const) {
    if (place?.latitude == null || place.longitude === null) continue;
    const { latitude, longitude } = place;
    const known = [...landmarks].find((each) => each.latitude === latitude && each.longitude === longitude && [each.name, ...each.otherNames].includes(place.text));
    return { latitude, longitude, radiusM: place.radiusM ?? 0, incident: of && { id: of.id, number: of.number }, known: known ?? null };
  }
  return null;
}
