import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Lane } from './lanes.ts';
import { SpeakerName } from './speaker-name.tsx';
import { SpokenDuration } from './spoken-duration.tsx';
import { emergencyMark, transmissionMark, transmissionState } from '../../ui/marks/transmission-mark.ts';
import styles from './radio-panel.module.css';

/** One talkgroup: who talks on it now, or how long it has been silent. */
export function LaneRow({ lane }: { readonly lane: Lane }) {
  const text = useText(radioText);
  const { newest, onAir } = lane;
  const state = newest && onAir ? transmissionState(newest) : null;
  return (
    <div className={styles['lane']} data-lane={lane.key} data-on-air={onAir || undefined}>
      <span className={styles['talkgroup']}>
        {lane.emergency && (
          <span className={styles['state']}>
            <Badge mark={emergencyMark} word={text.emergency} filled />
          </span>
        )}
        <span className={styles['laneName']}>{laneName(lane, text)}</span>
      </span>
      {newest && state ? (
        <>
          <span className={styles['state']}>
            <Badge mark={transmissionMark[state]} word={text.states[state]} />
          </span>
          <SpeakerName transmission={newest} />
          <SpokenDuration transmission={newest} />
        </>
      ) : (
        <span className={styles['silence']}>
          {newest && <Age sinceMs={newest.endedAtMs ?? newest.lastHeardAtMs} />}
          <Badge mark={{ shape: 'bar', tone: 'grey' }} word={text.silent} />
        </span>
      )}
    </div>
  );
}

export function laneName(
  lane: Pick<Lane, 'name' | 'talkgroup'>,
  text: { readonly privateCalls: string; readonly talkgroup: (id: number) => string },
): string {
  if (lane.talkgroup === null) return text.privateCalls;
  return lane.name ?? text.talkgroup(lane.talkgroup);
}
