import type { Transmission } from '#domain/radio/transmission.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import { carryTransmission } from '../../ui/transmission-drag.ts';
import { laneName } from './lane-row.tsx';
import { qualityOf } from './quality.ts';
import { SpeakerName } from './speaker-name.tsx';
import { SpokenDuration } from './spoken-duration.tsx';
import { emergencyMark, transmissionMark, transmissionState } from '../../ui/marks/transmission-mark.ts';
import styles from './radio-panel.module.css';

/** One transmission in two lines: who and how long; when, where, how it ended and how well it was heard. */
export function TransmissionRow({ transmission }: { readonly transmission: Transmission }) {
  const text = useText(radioText);
  const language = usePreference('language');
  const { talkgroups } = useSite();
  const state = transmissionState(transmission);
  const name = talkgroups.find(({ id }) => id === transmission.talkgroup)?.name ?? null;
  const quality = qualityOf(transmission, language, text);
  return (
    <div className={styles['row']} data-transmission={transmission.id} data-state={state} draggable onDragStart={(event) => carryTransmission(event, transmission.id)}>
      <div className={styles['first']}>
        {transmission.emergency && (
          <span className={styles['state']}>
            <Badge mark={emergencyMark} word={text.emergency} filled />
          </span>
        )}
        <SpeakerName transmission={transmission} />
        {transmission.privateCallTo !== null && <span className="mono">{text.privateTo(transmission.privateCallTo)}</span>}
        <SpokenDuration transmission={transmission} />
      </div>
      <div className={styles['second']}>
        <Time atMs={transmission.startedAtMs} />
        <span className={styles['state']}>
          <Badge mark={transmissionMark[state]} word={text.states[state]} />
        </span>
        <span className={styles['where']}>{laneName({ talkgroup: transmission.talkgroup, name }, text)}</span>
        {transmission.lateEntry && <span className={styles['late']}>{text.lateEntry}</span>}
        {transmission.detail !== null && <span className={styles['quality']}>{transmission.detail}</span>}
        {quality !== '' && <span className={`mono ${styles['quality']}`}>{quality}</span>}
      </div>
    </div>
  );
}
