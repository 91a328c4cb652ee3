import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../state/site-context.tsx';
import styles from './exercise-band.module.css';

/** Says in its own row, never over text, that nothing here is real. Absent outside an exercise. */
export function ExerciseBand() {
  const text = useText(shellText);
  if (!useSite().exercise) return null;
  return (
    <div className={styles['band']} role="note">
      <span className={styles['word']}>{text.exercise}</span>
      <span className={styles['sentence']}>{text.exerciseSentence}</span>
      <span className={styles['word']}>{text.exercise}</span>
    </div>
  );
}
