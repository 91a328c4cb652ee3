import { useEffect, useRef } from 'react';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useLog } from '../../state/use-log.ts';
import { useNow } from '../../state/use-now.ts';
import { useFace } from '../../state/use-face.ts';
import { focusFirst } from '../../ui/focus-first.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { AlarmCalm } from './alarm-calm.tsx';
import { AlarmWaiting } from './alarm-waiting.tsx';
import { useAlarmSound } from './use-alarm-sound.ts';
import { lastAcknowledged, shownAlarms, soundOf } from './waiting-alarms.ts';
import styles from './alarm-line.module.css';

/** An alarm nobody has acknowledged must never fall off the end. */
const keptAlarms = 1_000;

/** The line that is red while something wants a person now. It keeps its height, so that an alarm moves nothing. */
export function AlarmLine() {
  const text = useText(alarmsText);
  const log = useLog('alarms', {}, { tail: keptAlarms });
  const face = useFace(log);
  const line = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  useAction('focus-alarms', () => focusFirst(line.current));
  const nowMs = useNow();
  const shown = shownAlarms(log.items, nowMs);
  const sound = useAlarmSound(soundOf(shown));
  const isCalm = shown.length === 0;
  useEffect(() => {
    // The button is gone with the last alarm; the keyboard stays where it was.
    if (isCalm && hadFocus.current && document.activeElement === document.body) line.current?.focus();
  }, [isCalm]);
  const [first] = shown;
  return (
    <section
      ref={line}
      className={styles['line']}
      data-panel="alarms"
      data-face={face.kind}
      data-waiting={(first !== undefined && first.stage !== 'handled') || undefined}
      data-stage={first?.stage}
      aria-label={text.title}
      tabIndex={-1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        hadFocus.current = false;
      }}
    >
      <KeyCap action="focus-alarms" />
      {sound !== 'ready' && <strong className={styles['kind']}>{text.unheard[sound]}</strong>}
      {first ? (
        <AlarmWaiting shown={first} others={shown.length - 1} />
      ) : (
        <AlarmCalm face={face} last={lastAcknowledged(log.items)} />
      )}
    </section>
  );
}
