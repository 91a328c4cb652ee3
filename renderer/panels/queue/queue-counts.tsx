import { useEffect, useMemo, useState } from 'react';
import type { CallCounts } from '#domain/calls/count-calls.ts';
import { queueText } from '../../i18n/areas/queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { dayStartMs } from '../../ui/time-text.ts';
import styles from './queue-panel.module.css';

/** The calls that ended since midnight, as reports count them; who gave up and was never called back stands out. */
export function QueueCounts() {
  const text = useText(queueText);
  const counts = useCounts();
  if (counts === null || counts.calls === 0) return null;
  const { calls, answered, abandoned, shortAbandoned, lost, notCalledBack } = counts;
  return (
    <p className={styles['counts']}>
      <span>{text.today(calls, answered)}</span>
      <span>{text.gaveUp(abandoned + shortAbandoned + lost, shortAbandoned)}</span>
      {notCalledBack > 0 && <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.notCalledBack(notCalledBack)} />}
    </p>
  );
}

/** Asked anew when a call ends, is called back or closed, and at midnight. */
function useCounts(): CallCounts | null {
  const ask = useAsk();
  const { byKey } = useLatest('calls');
  const { utcOffsetMinutes } = useSite();
  const fromMs = dayStartMs(useNow(), utcOffsetMinutes);
  const changes = useMemo(() => [...byKey.values()].map(({ endedAtMs, claim }) => `${endedAtMs} ${claim?.callBacks.length} ${claim?.disposition}`).join(), [byKey]);
  const [counts, setCounts] = useState<CallCounts | null>(null);
  useEffect(() => {
    let isWanted = true;
    void ask('call.counts', { fromMs, untilMs: fromMs + 86_400_000 }).then((outcome) => {
      if (isWanted && outcome.ok) setCounts(outcome.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, fromMs, changes]);
  return counts;
}
