import type { FeatureCollection, Point } from 'geojson';
import { complaintClock } from '#domain/complaints/complaint-clock.ts';
import { isOver, type Complaint, type ComplaintCategory } from '#domain/complaints/complaint.ts';
import type { Landmark } from '#domain/landmarks/landmark.ts';
import { collection, pointFeature } from './geo/points-and-lines.ts';
import { iconName } from './icons/icon-name.ts';
import { labelAnchors, type LabelAnchors } from './label-anchors.ts';

/** A mark that seldom moves, with its name and, smaller beneath it, what is to say about it. */
export type MarkFeature = { readonly id: string; readonly icon: string; readonly name: string; readonly detail: string; readonly chosen: boolean; readonly rank: number; readonly labelAnchors: LabelAnchors };

/** The complaints that somebody still has to act on, late ones above. */
export function complaintFeatures(given: {
  readonly complaints: Iterable<Complaint>;
  readonly chosenComplaintId: string | null;
  readonly nowMs: number;
  readonly theme: string;
  readonly words: Readonly<Record<ComplaintCategory, string>>;
}): FeatureCollection<Point, MarkFeature> {
  return collection(
    [...given.complaints].flatMap((complaint) => {
      const { latitude, longitude } = complaint.place;
      if (latitude === null || longitude === null || isOver(complaint)) return [];
      const clock = complaintClock(complaint, given.nowMs);
      const late = clock.kind === 'running' && clock.level === 'late';
      const chosen = complaint.id === given.chosenComplaintId;
      const name = iconName({ kind: 'complaint', late }, given.theme);
      return [pointFeature(longitude, latitude, { id: complaint.id, icon: name, name: complaint.number, detail: given.words[complaint.category], chosen, rank: (chosen ? 2 : 0) + (late ? 1 : 0), labelAnchors: labelAnchors([0, 0], chosen) })];
    }),
  );
}

/** What people of this site saved: the name that is said there. */
export function landmarkFeatures(landmarks: Iterable<Landmark>, theme: string): FeatureCollection<Point, MarkFeature> {
  return collection(
    [...landmarks].map(({ id, name, otherNames, latitude, longitude }) =>
      pointFeature(longitude, latitude, { id, icon: iconName({ kind: 'landmark' }, theme), name, detail: otherNames.join(', '), chosen: false, rank: 0, labelAnchors: labelAnchors([0, 0], false) }),
    ),
  );
}
