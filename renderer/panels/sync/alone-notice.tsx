import { useStationState } from '../../state/use-station-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { sinceText } from '../../ui/time-text.ts';
import { syncModeMark } from './sync-facts.ts';
import { useSyncStatus } from './use-sync-status.ts';
import styles from './sync-panel.module.css';

/** Beside the name of the seat while nobody or only the other seats are heard; nothing otherwise. */
export function AloneNotice() {
  const station = useStationState();
  const { status, reading } = useSyncStatus();
  if (station.kind !== 'ready' || !status || (status.mode !== 'alone' && status.mode !== 'seats-only')) return null;
  const since = reading.text.since(sinceText(status.centralLostAtMs ?? status.sinceMs, reading.nowMs, reading.utcOffsetMinutes));
  return (
    <div className={styles['notice']} role="status" title={reading.text.aloneHint} data-mode={status.mode}>
      <Badge mark={syncModeMark[status.mode]} word={`${reading.text.modes[status.mode]} ${since}`} />
    </div>
  );
}
