import type { FeatureCollection, Point, Polygon } from 'geojson';
import type { Incident, IncidentType } from '#domain/incidents/incident.ts';
import type { Place } from '#domain/places/place.ts';
import { circleFeature, collection, pointFeature } from './geo/points-and-lines.ts';
import { iconName } from './icons/icon-name.ts';
import { labelAnchors, type LabelAnchors } from './label-anchors.ts';

export type IncidentFeature = {
  readonly incidentId: string;
  readonly icon: string;
  readonly number: string;
  readonly detail: string;
  readonly chosen: boolean;
  readonly labelAnchors: LabelAnchors;
  readonly rank: number;
};

export type IncidentFeatureInput = {
  readonly incidents: Iterable<Incident>;
  readonly chosenIncidentId: string | null;
  readonly theme: string;
  readonly words: Readonly<Record<IncidentType, string>>;
};

/** The open incidents that have a point. One without a unit is waiting and looks so. */
export function incidentFeatures(input: IncidentFeatureInput): FeatureCollection<Point, IncidentFeature> {
  return collection(
    openWithPoint(input.incidents).map((incident) => {
      const { latitude, longitude } = incident.place;
      const waiting = incident.assignments.every((assignment) => assignment.releasedAtMs !== null);
      const chosen = incident.id === input.chosenIncidentId;
      return pointFeature(longitude, latitude, {
        incidentId: incident.id,
        icon: iconName({ kind: 'incident', priority: incident.priority, waiting }, input.theme),
        number: incident.number,
        detail: input.words[incident.type],
        chosen,
        labelAnchors: labelAnchors([0, 0], chosen),
        rank: (chosen ? 8 : 0) + (waiting ? 4 : 0) + (3 - incident.priority),
      });
    }),
  );
}

/** Where the drawn incidents stand. */
export function pointsOf(features: FeatureCollection<Point>): readonly { readonly longitude: number; readonly latitude: number }[] {
  return features.features.map(({ geometry: { coordinates } }) => ({ longitude: coordinates[0] ?? 0, latitude: coordinates[1] ?? 0 }));
}

/** How uncertain the points of the open incidents are, as circles. */
export function incidentRadiusFeatures(
  incidents: Iterable<Incident>,
  chosenIncidentId: string | null,
): FeatureCollection<Polygon, { readonly chosen: boolean }> {
  return collection(
    openWithPoint(incidents).flatMap(({ id, place }) =>
      place.radiusM === null ? [] : [circleFeature(place.longitude, place.latitude, place.radiusM, { chosen: id === chosenIncidentId })],
    ),
  );
}

/** The circle of the place that is being typed. */
export function placeRadiusFeatures(place: Place | null): FeatureCollection<Polygon, { readonly chosen: boolean }> {
  if (place?.latitude == null || place.longitude === null || place.radiusM === null) return collection([]);
  return collection([circleFeature(place.longitude, place.latitude, place.radiusM, { chosen: true })]);
}

type Pointed = Incident & { readonly place: { readonly latitude: number; readonly longitude: number } };

function openWithPoint(incidents: Iterable<Incident>): readonly Pointed[] {
  return [...incidents].filter(
    (incident): incident is Pointed => incident.status === 'open' && incident.place.latitude !== null && incident.place.longitude !== null,
  );
}
