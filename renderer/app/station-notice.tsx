import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { useStationState } from '../state/use-station-state.ts';
import { Age } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import styles from './top-strip.module.css';

/** Says that the station is away, since when and what happens; nothing while it answers. */
export function StationNotice() {
  const text = useText(shellText);
  const station = useStationState();
  if (station.kind === 'ready') return null;
  const word = { connecting: text.connecting, away: text.away, refused: text.refused }[station.kind];
  const hint = station.kind === 'refused' ? station.sentence : station.kind === 'away' ? text.awayHint : null;
  return (
    <div className={styles['notice']} role="status" title={station.sentence ?? undefined}>
      <Badge mark={{ shape: station.kind === 'connecting' ? 'ring' : 'cross', tone: 'amber' }} word={word} />
      <Age sinceMs={station.sinceMs} />
      <span className={styles['noticeHint']}>{hint}</span>
    </div>
  );
}
