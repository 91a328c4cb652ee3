import { usePreference } from '../state/preferences.ts';
import { useNow } from '../state/use-now.ts';
import { coarseAgeText } from './age-text.ts';
import styles from './age.module.css';

/** How long ago something was, in one part, where there is little room. */
export function CoarseAge({ sinceMs }: { readonly sinceMs: number }) {
  const nowMs = useNow();
  return <span className={styles['age']}>{coarseAgeText(nowMs - sinceMs, usePreference('language'))}</span>;
}
