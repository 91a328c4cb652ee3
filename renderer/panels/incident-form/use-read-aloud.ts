import { formatCoordinates } from '#domain/places/read-coordinates.ts';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { priorityOf, type IncidentDraft } from '../../state/incident-draft.ts';
import { usePreference } from '../../state/preferences.ts';
import { useLatest } from '../../state/use-latest.ts';
import { distanceText } from '../../ui/distance-text.ts';
import { phoneText } from '../../ui/phone-text.ts';

/** The draft as it is told to another centre: what, how urgent, where, how sure, whom to call back, what else. */
export function useReadAloud(draft: IncidentDraft): string {
  const text = useText(incidentFormText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const calls = useLatest('calls');
  const caller = draft.callId === null ? undefined : calls.byKey.get(draft.callId)?.caller;
  const number = caller?.e164 ?? caller?.raw ?? null;
  const priority = priorityOf(draft);
  const { place } = draft;
  const point = place?.latitude == null || place.longitude === null ? null : formatCoordinates({ latitude: place.latitude, longitude: place.longitude });
  const where = [draft.placeText.trim(), ...(point === null || point === draft.placeText.trim() ? [] : [point]), ...(place?.radiusM == null ? [] : [`± ${distanceText(place.radiusM, language)}`])];
  return [
    draft.type === null ? '' : words.incidentType[draft.type],
    priority === null ? '' : words.priority[priority],
    where.join(' '),
    number === null ? '' : text.callBack(phoneText(number)),
    draft.note.trim(),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
