import type { IncidentDraft } from '../../state/incident-draft.ts';

export type FormFaults = { readonly place: boolean; readonly type: boolean };

/** What keeps the draft from becoming an incident or a complaint, whose type is its category; null when nothing does. */
export function formFaults(draft: IncidentDraft): FormFaults | null {
  const faults = { place: draft.placeText.trim() === '', type: (draft.kind === 'complaint' ? draft.category : draft.type) === null };
  return faults.place || faults.type ? faults : null;
}
