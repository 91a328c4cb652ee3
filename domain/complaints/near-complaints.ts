import { distanceM } from '../places/distance.ts';
import { plainName, spokenName } from '../places/fold-name.ts';
import type { Place } from '../places/place.ts';
import { isOver, type Complaint, type ComplaintCategory } from './complaint.ts';

/** So close two callers may mean the same heap of rubbish. */
const sameMatterM = 300;

export type NearComplaint<Found> = { readonly complaint: Found; /** Null where only the words of the places agree. */ readonly distanceM: number | null };

/** Complaints under way of the same category so near that a new caller may mean the same matter, the nearest first. */
export function nearComplaints<Found extends Pick<Complaint, 'id' | 'status' | 'category' | 'place'>>(
  complaints: Iterable<Found>,
  category: ComplaintCategory,
  place: Pick<Place, 'text' | 'latitude' | 'longitude'>,
): readonly NearComplaint<Found>[] {
  const near: NearComplaint<Found>[] = [];
  for (const complaint of complaints) {
    if (complaint.category !== category || isOver(complaint)) continue;
    const metres = distanceBetween(place, complaint.place);
    const isNear = metres === null ? haveSameWords(place.text, complaint.place.text) : metres <= sameMatterM;
    if (isNear) near.push({ complaint, distanceM: metres === null ? null : Math.round(metres) });
  }
  return near.sort((left, right) => (left.distanceM ?? sameMatterM) - (right.distanceM ?? sameMatterM) || (left.complaint.id < right.complaint.id ? -1 : 1));
}

function distanceBetween(one: Pick<Place, 'latitude' | 'longitude'>, other: Pick<Place, 'latitude' | 'longitude'>): number | null {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null) return null;
  return distanceM({ latitude: one.latitude, longitude: one.longitude }, { latitude: other.latitude, longitude: other.longitude });
}

function haveSameWords(one: string, other: string): boolean {
  const words = spokenName(plainName(one));
  return words !== '' && words === spokenName(plainName(other));
}
