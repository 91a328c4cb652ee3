import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { keptMs, minuteMs } from '../../map/kept-time.ts';
import { mapKeys } from '../../map/map-keys.ts';
import { useSite } from '../../state/site-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { dateText, timeText, zoneText } from '../../ui/time-text.ts';
import type { TimeTravel } from './use-past.ts';
import styles from './past-strip.module.css';

/** Says that the map shows the past, which moment of it, and how to come back; nothing where it shows now. */
export function PastStrip({ travel }: { readonly travel: TimeTravel }) {
  const text = useText(mapText);
  const { utcOffsetMinutes } = useSite();
  const nowMs = useNow();
  const { past } = travel;
  if (!past) return null;
  const minute = (atMs: number): string => `${dateText(atMs, utcOffsetMinutes)} ${timeText(atMs, utcOffsetMinutes).slice(0, 5)} ${zoneText(utcOffsetMinutes)}`;
  return (
    <>
      <div className={styles['frame']} aria-hidden />
      <div className={styles['strip']} role="status">
        <strong className={styles['word']}>{text.past}</strong>
        <span className={`mono ${styles['time']}`}>{minute(past.atMs)}</span>
        <Button look="primary" chord={mapKeys.past} onPress={travel.toggle}>
          {text.toNow}
        </Button>
        {past.failure === null ? <span className={styles['hint']}>{past.positions === null ? text.pastOpening : text.pastHint}</span> : <span>{past.failure}</span>}
        <input
          className={styles['slider']}
          type="range"
          aria-label={text.pastSlider}
          aria-valuetext={minute(past.atMs)}
          min={-Math.floor(keptMs / minuteMs)}
          max={0}
          step={1}
          value={Math.round((past.atMs - nowMs) / minuteMs)}
          onChange={(event) => travel.goTo(nowMs + Number(event.target.value) * minuteMs)}
        />
        <Button look="quiet" chord={mapKeys.hourBack} label={text.hourBack} onPress={() => travel.step(-60)}>
          −1 {text.hour}
        </Button>
        <Button look="quiet" chord={mapKeys.minuteBack} label={text.minuteBack} onPress={() => travel.step(-1)}>
          −1
        </Button>
        <Button look="quiet" chord={mapKeys.minuteOn} label={text.minuteOn} onPress={() => travel.step(1)}>
          +1
        </Button>
        <Button look="quiet" chord={mapKeys.hourOn} label={text.hourOn} onPress={() => travel.step(60)}>
          +1 {text.hour}
        </Button>
      </div>
    </>
  );
}
