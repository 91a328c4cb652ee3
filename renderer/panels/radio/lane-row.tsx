import type { LaneState } from '#domain/radio/lane-state.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { Age } from '../../ui/age.tsx';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { LaneVolume } from './lane-volume.tsx';
import type { Lane } from './lanes.ts';
import { qualityOf } from './quality.ts';
import { SpeakerName } from './speaker-name.tsx';
import { SpokenDuration } from './spoken-duration.tsx';
import { emergencyMark, transmissionMark, transmissionState } from '../../ui/marks/transmission-mark.ts';
import styles from './radio-panel.module.css';

/** One talkgroup: who talks on it now, or how long it has been silent. */
export function LaneRow({ lane, listening }: { readonly lane: Lane; readonly listening: LaneState }) {
  const text = useText(radioText);
  const language = usePreference('language');
  const { newest, onAir } = lane;
  const state = newest && onAir ? transmissionState(newest) : null;
  return (
    <div className={styles['lane']} data-lane={lane.key} data-on-air={onAir || undefined} data-emergency={lane.emergency || undefined} data-listening={listening}>
      <span className={styles['state']}>
        <Badge mark={laneStateMark[listening]} word={text.laneStates[listening]} />
      </span>
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
          <span className={`mono ${styles['quality']}`}>{qualityOf(newest, language, text)}</span>
        </>
      ) : (
        <span className={styles['silence']}>
          {newest && <SpeakerName transmission={newest} />}
          {newest && <Age sinceMs={newest.endedAtMs ?? newest.lastHeardAtMs} />}
          <Badge mark={{ shape: 'bar', tone: 'grey' }} word={text.silent} />
        </span>
      )}
      {lane.talkgroup !== null && <LaneVolume laneKey={lane.key} isMuted={listening === 'muted'} />}
    </div>
  );
}

const laneStateMark: Readonly<Record<LaneState, Mark>> = {
  selected: { shape: 'disc', tone: 'blue' },
  monitored: { shape: 'ring', tone: 'grey' },
  muted: { shape: 'cross', tone: 'grey' },
};

export function laneName(
  lane: Pick<Lane, 'name' | 'talkgroup'>,
  text: { readonly privateCalls: string; readonly talkgroup: (id: number) => string },
): string {
  if (lane.talkgroup === null) return text.privateCalls;
  return lane.name ?? text.talkgroup(lane.talkgroup);
}
