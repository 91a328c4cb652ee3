import { queueText } from '../../i18n/areas/queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { RingState } from './ring-player.ts';
import styles from './queue-panel.module.css';

/** What keeps a call from being heard or answered, one line each. */
export function QueueNotices({ ring, muted, fault }: {
  readonly ring: RingState;
  readonly muted: boolean;
  readonly fault: string | null;
}) {
  const text = useText(queueText);
  const lines = [
    ring === 'locked' ? text.locked : null,
    ring === 'failed' ? text.ringFailed : null,
    muted ? text.muted : null,
    fault,
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className={styles['notice']} role="status">
      <Badge mark={{ shape: 'half', tone: 'amber' }} word={line} />
    </p>
  ));
}
