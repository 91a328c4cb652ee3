import { useState } from 'react';
import type { TransmissionInTimeline } from '#contract/records/radio-records.ts';
import { radioText } from '../i18n/areas/radio.ts';
import { timelineText } from '../i18n/areas/timeline.ts';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../state/site-context.tsx';
import { useHearOver } from '../state/use-hear-over.ts';
import { stopwatchText } from './age-text.ts';
import { Button } from './button.tsx';
import { Time } from './time.tsx';
import styles from './timeline.module.css';

/** A transmission between the acts; one that somebody filed says who, and can be taken out again; one that was recorded can be heard. */
export function TimelineTransmission({ entry: { transmission, filedBy, sound }, speaker, onTakeOut }: {
  readonly entry: TransmissionInTimeline;
  readonly speaker: string;
  readonly onTakeOut: (transmissionId: string) => void;
}) {
  const text = useText(timelineText);
  const { hear } = useText(radioText);
  const { talkgroups } = useSite();
  const hearOver = useHearOver();
  const [fault, setFault] = useState<string | null>(null);
  const { id, startedAtMs, durationMs, talkgroup } = transmission;
  const named = talkgroup === null ? null : (talkgroups.find((each) => each.id === talkgroup)?.name ?? `TG ${talkgroup}`);
  return (
    <li className={styles['entry']} data-kind="transmission" data-transmission={id}>
      <Time atMs={startedAtMs} />
      <p className={styles['sentence']}>
        {text.heard(speaker, named)} {durationMs !== null && <span className="mono">{stopwatchText(durationMs)}</span>}
        {hearOver && sound && (
          <Button look="quiet" onPress={() => void hearOver(sound).then(setFault)}>
            {hear}
          </Button>
        )}
        {fault}
        {filedBy !== null && (
          <>
            <span className={styles['who']}>{filedBy}</span>{' '}
            <Button look="quiet" onPress={() => onTakeOut(id)}>
              {text.takeOut}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}
