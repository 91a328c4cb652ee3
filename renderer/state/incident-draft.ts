import { priorities, incidentTypes, type IncidentType, type Priority } from '#domain/incidents/incident.ts';
import type { Place } from '#domain/places/place.ts';
import { placeSchema } from '#contract/records/place-records.ts';
import { suggestedPriority } from './suggested-priority.ts';

/** An incident that is being typed. */
export type IncidentDraft = {
  readonly id: string;
  readonly callId: string | null;
  readonly placeText: string;
  /** The point that was chosen for the text; null while the text is only words. */
  readonly place: Place | null;
  readonly type: IncidentType | null;
  /** Only when the operator chose it; otherwise the type suggests one. */
  readonly priority: Priority | null;
  readonly note: string;
};

export function emptyDraft(id: string, callId: string | null): IncidentDraft {
  return { id, callId, placeText: '', place: null, type: null, priority: null, note: '' };
}

export function hasContent(draft: IncidentDraft): boolean {
  return draft.placeText.trim() !== '' || draft.type !== null || draft.priority !== null || draft.note.trim() !== '';
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
    callId: typeof found['callId'] === 'string' ? found['callId'] : null,
    placeText: typeof found['placeText'] === 'string' ? found['placeText'] : '',
    place: place.success ? place.data : null,
    type: incidentTypes.find((type) => type === found['type']) ?? null,
    priority: priorities.find((priority) => priority === found['priority']) ?? null,
    note: typeof found['note'] === 'string' ? found['note'] : '',
  };
}
