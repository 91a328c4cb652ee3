import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { usePreference } from '../../state/preferences.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';

/** Says whether the place is a point and how sure, or words alone. */
export function PlaceState({ draft }: { readonly draft: IncidentDraft }) {
  const text = useText(incidentFormText);
  const language = usePreference('language');
  const { place } = draft;
  if (place !== null) {
    const words = [place.islandName ?? text.islandUnknown, `± ${distanceText(place.radiusM ?? 0, language)}`];
    return <Badge mark={{ shape: 'disc', tone: 'green' }} word={words.join(' · ')} />;
  }
  if (draft.placeText.trim() === '') return null;
  return <Badge mark={{ shape: 'ring', tone: 'amber' }} word={text.wordsOnly} />;
}
