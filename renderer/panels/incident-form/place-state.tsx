import { uncertainFromM } from '#domain/places/radius-steps.ts';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { usePreference } from '../../state/preferences.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './incident-form-panel.module.css';

/** Says whether the place is a point and how sure, or words alone; and the keys that say otherwise. */
export function PlaceState({ draft, canBeUnsure }: { readonly draft: IncidentDraft; readonly canBeUnsure: boolean }) {
  const text = useText(incidentFormText);
  const language = usePreference('language');
  const { place } = draft;
  if (place !== null) {
    const radiusM = place.radiusM ?? 0;
    const isUnsure = radiusM > uncertainFromM;
    const words = [place.islandName ?? text.islandUnknown, `± ${distanceText(radiusM, language)}`, ...(isUnsure ? [text.notCertain] : [])];
    return (
      <span className={styles['sureness']}>
        <Badge mark={isUnsure ? { shape: 'half', tone: 'amber' } : { shape: 'disc', tone: 'green' }} word={words.join(' · ')} />
        {place.latitude !== null && (
          <>
            <KeyCap action="place-narrower" />
            <KeyCap action="place-wider" />
          </>
        )}
      </span>
    );
  }
  if (draft.placeText.trim() === '') return null;
  return (
    <span className={styles['sureness']}>
      <Badge mark={{ shape: 'ring', tone: 'amber' }} word={text.wordsOnly} />
      {canBeUnsure && (
        <>
          <KeyCap action="place-wider" />
          {text.notCertain}
        </>
      )}
    </span>
  );
}
