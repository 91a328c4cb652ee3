import type { IncidentDraft } from '../../state/incident-draft.ts';

export type FormFaults = { readonly place: boolean; readonly type: boolean };

/** What keeps the draft from becoming an incident; null when nothing does. */
export function formFaults(draft: IncidentDraft): FormFaults | null {
  const faults = { place: draft.placeText.trim() === '', type: draft.type === null };
  return faults.place || faults.type ? faults : null;
}
