import type { SyncStatus } from '#contract/records/sync-records.ts';
import { failuresText } from '../../i18n/areas/failures.ts';
import { syncText } from '../../i18n/areas/sync.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import type { SyncReading } from './sync-facts.ts';

/** How this seat stands with central and the others, and what is needed to put it in words. */
export function useSyncStatus(): { readonly status: SyncStatus | undefined; readonly reading: SyncReading } {
  const text = useText(syncText);
  const sentences = useText(failuresText);
  const language = usePreference('language');
  const { utcOffsetMinutes } = useSite();
  const status = useLatest('sync').byKey.get('sync');
  return { status, reading: { text, sentences, language, nowMs: useNow(), utcOffsetMinutes } };
}
