import { usePreference } from '../state/preferences.ts';
import { useNow } from '../state/use-now.ts';
import { coarseAgeText } from './age-text.ts';

/** How long ago something was, in one part, where there is little room. */
export function CoarseAge({ sinceMs }: { readonly sinceMs: number }) {
  const nowMs = useNow();
  return <span className="mono">{coarseAgeText(nowMs - sinceMs, usePreference('language'))}</span>;
}
