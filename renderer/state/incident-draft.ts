import { complaintCategories, type ComplaintCategory } from '#domain/complaints/complaint.ts';
import { priorities, incidentTypes, type IncidentType, type Priority } from '#domain/incidents/incident.ts';
import type { Place } from '#domain/places/place.ts';
import { placeSchema } from '#contract/records/place-records.ts';
import { suggestedPriority } from './suggested-priority.ts';

/** An incident or a complaint that is being typed. It may turn into the other, and keeps what both have. */
export type IncidentDraft = {
  readonly id: string;
  readonly kind: 'incident' | 'complaint';
  readonly callId: string | null;
  readonly placeText: string;
  /** The point that was chosen for the text; null while the text is only words. */
  readonly place: Place | null;
  readonly type: IncidentType | null;
  /** Only when the operator chose it; otherwise the type suggests one. */
  readonly priority: Priority | null;
  /** Of a complaint. */
  readonly category: ComplaintCategory | null;
  /** Only when the operator chose it; otherwise the category suggests one. */
  readonly agencyId: string | null;
  readonly note: string;
};

export function emptyDraft(id: string, callId: string | null): IncidentDraft {
  return { id, kind: 'incident', callId, placeText: '', place: null, type: null, priority: null, category: null, agencyId: null, note: '' };
}

export function hasContent(draft: IncidentDraft): boolean {
  return draft.placeText.trim() !== '' || draft.type !== null || draft.priority !== null || draft.category !== null || draft.note.trim() !== '';
}

export function priorityOf(draft: IncidentDraft): Priority | null {
  return draft.priority ?? (draft.type === null ? null : suggestedPriority[draft.type]);
}

/** The place as the incident will have it: the chosen point, or the words alone. */
export function placeOf(draft: IncidentDraft): Place {
  return (
    draft.place ?? {
      text: draft.placeText.trim(),
      latitude: null,
      longitude: null,
      radiusM: null,
      islandId: null,
      islandName: null,
      source: 'spoken',
    }
  );
}

/** Takes a stored draft as far as it is understood; null when it is not one at all. */
export function readDraft(stored: unknown): IncidentDraft | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const found = stored as Readonly<Record<string, unknown>>;
  if (typeof found['id'] !== 'string') return null;
  const place = placeSchema.safeParse(found['place']);
  return {
    id: found['id'],
    kind: found['kind'] === 'complaint' ? 'complaint' : 'incident',
    callId: typeof found['callId'] === 'string' ? found['callId'] : null,
    placeText: typeof found['placeText'] === 'string' ? found['placeText'] : '',
    place: place.success ? place.data : null,
    type: incidentTypes.find((type) => type === found['type']) ?? null,
    priority: priorities.find((priority) => priority === found['priority']) ?? null,
    category: complaintCategories.find((category) => category === found['category']) ?? null,
    agencyId: typeof found['agencyId'] === 'string' ? found['agencyId'] : null,
    note: typeof found['note'] === 'string' ? found['note'] : '',
  };
}
