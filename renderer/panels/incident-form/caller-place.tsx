import type { CallerFix } from '#domain/calls/caller-fix.ts';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { usePreference } from '../../state/preferences.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './incident-form-panel.module.css';

/** Where the caller's phone or network says the caller is: how sure, how, how old; one key makes it the place. Nothing where nobody said. */
export function CallerPlace({ draft, change }: { readonly draft: IncidentDraft; readonly change: (action: DraftAction) => void }) {
  const text = useText(incidentFormText);
  const language = usePreference('language');
  const ask = useAsk();
  const calls = useLatest('calls');
  const fix = draft.callId === null ? null : (calls.byKey.get(draft.callId)?.location ?? null);
  const take = async (found: CallerFix, point: NonNullable<CallerFix['point']>): Promise<void> => {
    const island = await ask('place.locate', point);
    const words = draft.place === null ? draft.placeText.trim() : '';
    const where = island.ok ? island.value : { islandId: null, islandName: null };
    change({ kind: 'choose-place', place: { text: words || (found.address ?? pointText(point)), ...point, radiusM: found.radiusM, ...where, source: 'caller' } });
  };
  const point = fix?.point ?? null;
  useAction('take-caller-place', fix && point ? () => void take(fix, point) : null);
  if (!fix) return null;
  const words = [text.phoneSays, ...(fix.radiusM === null ? [] : [`± ${distanceText(fix.radiusM, language)}`]), text.locatedBy[fix.method], ...(point === null ? [fix.address ?? ''] : [])];
  return (
    <span className={styles['callerPlace']}>
      <Badge mark={{ shape: 'ring', tone: 'blue' }} word={words.join(' · ')} />
      <Age sinceMs={fix.fixedAtMs} />
      {point !== null && <KeyCap action="take-caller-place" />}
    </span>
  );
}

function pointText({ latitude, longitude }: NonNullable<CallerFix['point']>): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
