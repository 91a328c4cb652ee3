import { useState } from 'react';
import type { Alarm } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/shape.tsx';
import { Time } from '../../ui/time.tsx';
import { alarmParts } from './waiting-alarms.ts';
import styles from './alarm-line.module.css';

/** The alarm that has waited longest: what, who, where, since when; and the key that acknowledges it. */
export function AlarmWaiting({ alarm, others }: { readonly alarm: Alarm; readonly others: number }) {
  const text = useText(alarmsText);
  const act = useAct();
  const units = useLatest('units');
  const { talkgroups } = useSite();
  const [said, setSaid] = useState<{ readonly alarmId: string; readonly sentence: string } | null>(null);

  const acknowledge = (): void => {
    const alarmId = alarm.id;
    setSaid({ alarmId, sentence: text.acknowledging });
    void act('alarm.acknowledge', { alarmId }).then((answer) => {
      if (!answer.ok) setSaid({ alarmId, sentence: text.failed(answer.sentence) });
    });
  };
  useAction('acknowledge-alarm', acknowledge);

  const callSign = alarm.unitId === null ? null : (units.byKey.get(alarm.unitId)?.callSign ?? null);
  const talkgroup = talkgroups.find(({ id }) => id === alarm.talkgroup)?.name ?? null;
  return (
    <>
      <div className={styles['alarm']} role="alert">
        <Shape shape="triangle" tone="plain" blinking />
        <strong className={styles['kind']}>{text.kinds[alarm.kind]}</strong>
        <span className={styles['parts']}>{alarmParts(alarm, callSign, talkgroup, text).join(' · ')}</span>
      </div>
      <span className={styles['when']}>
        <Time atMs={alarm.raisedAtMs} /> · <Age sinceMs={alarm.raisedAtMs} />
      </span>
      {others > 0 && <strong className={styles['kind']}>{text.more(others)}</strong>}
      {said?.alarmId === alarm.id && <span className={styles['said']}>{said.sentence}</span>}
      <Button action="acknowledge-alarm" onPress={acknowledge}>
        {text.acknowledge}
      </Button>
    </>
  );
}
