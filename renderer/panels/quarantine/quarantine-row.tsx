import type { Quarantine } from '#contract/records/quarantine-records.ts';
import { useNow } from '../../state/use-now.ts';
import { useSite } from '../../state/site-context.tsx';
import { momentText } from './moment-text.ts';
import styles from './quarantine-panel.module.css';

/** One source with one reason: how often, and from when to when. */
export function QuarantineRow({ entry }: { readonly entry: Quarantine }) {
  const nowMs = useNow();
  const { utcOffsetMinutes } = useSite();
  return (
    <div className={styles['cells']}>
      <span className="mono">{entry.sourceId}</span>
      <span className={styles['reason']} title={`${entry.reason} (${entry.lastTopic})`}>
        {entry.reason}
      </span>
      <span className={`mono ${styles['count']}`}>{new Intl.NumberFormat('id-ID').format(entry.count)}</span>
      <span className={`mono ${styles['first']}`}>{momentText(entry.firstAtMs, nowMs, utcOffsetMinutes)}</span>
      <span className="mono">{momentText(entry.lastAtMs, nowMs, utcOffsetMinutes)}</span>
    </div>
  );
}
