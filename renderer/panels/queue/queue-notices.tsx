import { queueText } from '../../i18n/areas/queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { SeatRing } from '../../state/ring-context.tsx';
import styles from './queue-panel.module.css';

/** What keeps a call from being heard or answered, one line each. */
export function QueueNotices({ ring, fault }: {
  readonly ring: SeatRing;
  readonly fault: string | null;
}) {
  const text = useText(queueText);
  const lines = [
    ring.fault === 'locked' ? text.locked : null,
    ring.fault === 'failed' ? text.ringFailed : null,
    ring.isQuiet ? text.muted : null,
    fault,
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className={styles['notice']} role="status">
      <Badge mark={{ shape: 'half', tone: 'amber' }} word={line} />
    </p>
  ));
}
