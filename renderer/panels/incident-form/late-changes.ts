import type { CommandInput } from '#contract/commands.ts';
import type { Place } from '#domain/places/place.ts';
import { placeOf, priorityOf, type IncidentDraft } from '../../state/incident-draft.ts';

export type LateChanges = {
  readonly change: Omit<CommandInput<'incident.change'>, 'incidentId'> | null;
  readonly note: string | null;
};

/** What was typed into a draft while its incident was being opened, so that it goes after it instead of being lost. `sent` is the place it was opened with. */
export function lateChanges(asked: IncidentDraft, now: IncidentDraft, sent: Place): LateChanges {
  const type = now.type !== null && now.type !== asked.type ? { type: now.type } : {};
  const priority = priorityOf(now);
  const newPriority = priority !== null && priority !== priorityOf(asked) ? { priority } : {};
  const isMoved = now.placeText.trim() !== asked.placeText.trim() || now.place !== asked.place;
  const moved = isMoved && JSON.stringify(placeOf(now)) !== JSON.stringify(sent);
  const change = { ...type, ...newPriority, ...(moved ? { place: placeOf(now) } : {}) };
  const note = now.note.trim();
  return {
    change: Object.keys(change).length > 0 ? change : null,
    note: note !== '' && note !== asked.note.trim() ? note : null,
  };
}
