import type { Alarm } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Face } from '../../state/face.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { timeText } from '../../ui/time-text.ts';
import styles from './alarm-line.module.css';

/** The alarm line without an alarm. Silence is only called calm while the station would say otherwise. */
export function AlarmCalm({ face, last }: { readonly face: Face; readonly last: Alarm | null }) {
  const text = useText(alarmsText);
  const { utcOffsetMinutes } = useSite();
  const { mark, word } = ((): { mark: Mark; word: string } => {
    switch (face.kind) {
      case 'loading':
        return { mark: { shape: 'ring', tone: 'grey' }, word: text.unknown };
      case 'broken':
        return { mark: { shape: 'cross', tone: 'amber' }, word: text.unknown };
      case 'stale':
        return { mark: { shape: 'cross', tone: 'amber' }, word: text.asOf(timeText(face.asOfMs, utcOffsetMinutes)) };
      case 'live':
      case 'late':
      case 'off':
        return { mark: { shape: 'bar', tone: 'grey' }, word: text.none };
    }
  })();
  return (
    <>
      <Badge mark={mark} word={word} />
      {last?.acknowledgedAtMs != null && (
        <span className={styles['last']}>
          {text.last(text.kinds[last.kind], last.acknowledgedBy ?? '—')} {timeText(last.acknowledgedAtMs, utcOffsetMinutes)}
        </span>
      )}
    </>
  );
}
