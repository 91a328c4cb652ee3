import { useState } from 'react';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/shape.tsx';
import { Time } from '../../ui/time.tsx';
import { AlarmClose } from './alarm-close.tsx';
import { AlarmPlace } from './alarm-place.tsx';
import { alarmParts, type ShownAlarm } from './waiting-alarms.ts';
import styles from './alarm-line.module.css';

/** The alarm that comes first: what, who, where, since when; the key that acknowledges it, and then who did and the key that closes it. */
export function AlarmWaiting({ shown: { alarm, stage }, others }: { readonly shown: ShownAlarm; readonly others: number }) {
  const text = useText(alarmsText);
  const act = useAct();
  const units = useLatest('units');
  const changeSession = useChangeSession();
  const { talkgroups, supervisor } = useSite();
  const [said, setSaid] = useState<{ readonly alarmId: string; readonly sentence: string } | null>(null);
  const isHandled = stage === 'handled';

  const tell = (sentence: string): void => setSaid({ alarmId: alarm.id, sentence });
  const acknowledge = (): void => {
    if (isHandled) return;
    tell(text.acknowledging);
    // Whoever takes it on wants to see who and where it is.
    if (alarm.unitId !== null) changeSession({ selectedUnitId: alarm.unitId });
    void act('alarm.acknowledge', { alarmId: alarm.id }).then((answer) => (answer.ok ? setSaid(null) : tell(text.failed(answer.sentence))));
  };
  useAction('acknowledge-alarm', acknowledge);

  const callSign = alarm.unitId === null ? null : (units.byKey.get(alarm.unitId)?.callSign ?? null);
  const talkgroup = talkgroups.find(({ id }) => id === alarm.talkgroup)?.name ?? null;
  return (
    <>
      <div className={styles['alarm']} role="alert" data-alarm={alarm.id} data-stage={stage}>
        <Shape shape="triangle" tone={isHandled ? 'amber' : 'plain'} blinking={stage === 'ringing' || stage === 'escalated'} />
        <strong className={styles['kind']}>{text.kinds[alarm.kind]}</strong>
        <span className={styles['parts']}>{alarmParts(alarm, callSign, talkgroup, text).join(' · ')}</span>
      </div>
      <AlarmPlace unitId={alarm.unitId} />
      <span className={styles['when']}>
        <Time atMs={alarm.raisedAtMs} /> · <Age sinceMs={alarm.raisedAtMs} />
      </span>
      {stage === 'escalated' && <strong className={styles['escalated']}>{supervisor ? text.escalatedToYou : text.escalated}</strong>}
      {stage === 'late' && <strong className={styles['kind']}>{text.late}</strong>}
      {isHandled && <span className={styles['said']}>{text.handledBy(alarm.acknowledgedBy ?? '—')}</span>}
      {others > 0 && <strong className={styles['kind']}>{text.more(others)}</strong>}
      {said?.alarmId === alarm.id && <span className={styles['said']}>{said.sentence}</span>}
      {isHandled ? (
        <AlarmClose
          key={alarm.id}
          onClose={(reason) => {
            tell(text.closing);
            void act('alarm.close', { alarmId: alarm.id, reason }).then((answer) => !answer.ok && tell(text.notClosed(answer.sentence)));
          }}
        />
      ) : (
        <Button action="acknowledge-alarm" onPress={acknowledge}>
          {text.acknowledge}
        </Button>
      )}
    </>
  );
}
