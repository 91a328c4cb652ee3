import { useNow } from '../state/use-now.ts';
import { useSite } from '../state/site-context.tsx';
import { dateText, timeText, zoneText } from '../ui/time-text.ts';
import styles from './top-strip.module.css';

/** The site's wall clock. */
export function Clock() {
  const nowMs = useNow();
  const { utcOffsetMinutes } = useSite();
  return (
    <div className={styles['clock']}>
      <span className={styles['date']}>{dateText(nowMs, utcOffsetMinutes)}</span>
      <time className={styles['time']}>{timeText(nowMs, utcOffsetMinutes)}</time>
      <span className={styles['zone']}>{zoneText(utcOffsetMinutes)}</span>
    </div>
  );
}
