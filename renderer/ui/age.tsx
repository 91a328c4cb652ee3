import { usePreference } from '../state/preferences.ts';
import { useNow } from '../state/use-now.ts';
import { ageText } from './age-text.ts';
import styles from './age.module.css';

/** How long ago something was, ticking once a second. */
export function Age({ sinceMs }: { readonly sinceMs: number }) {
  const nowMs = useNow();
  return <span className={styles['age']}>{ageText(nowMs - sinceMs, usePreference('language'))}</span>;
}
