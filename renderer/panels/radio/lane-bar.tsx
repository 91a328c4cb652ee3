import { laneStateOf, muteLane, type LaneChoices } from '#domain/radio/lane-state.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { changePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { laneName } from './lane-row.tsx';
import type { Lane } from './lanes.ts';
import styles from './lane-bar.module.css';

/** Which lane the list beneath shows, and what can be done with it and with the marked transmission. */
export function LaneBar({ lane, choices, filing, onHear, onShowAll }: {
  readonly lane: Lane | undefined;
  readonly choices: LaneChoices;
  readonly filing: { readonly file: (() => void) | null; readonly said: string | null };
  /** Plays the marked transmission; null where there is none, or nothing can be played. */
  readonly onHear: (() => void) | null;
  readonly onShowAll: () => void;
}) {
  const text = useText(radioText);
  const isMuted = lane !== undefined && laneStateOf(choices, lane.key) === 'muted';
  const mute = lane ? (): void => changePreferences({ lanes: muteLane(choices, lane.key) }) : null;
  useAction('lane-state', mute);
  return (
    <div className={styles['bar']} data-lane-bar={lane?.key ?? 'all'}>
      <span className={styles['name']}>{lane ? laneName(lane, text) : text.everyTalkgroup}</span>
      {filing.said !== null && (
        <span className={styles['said']} role="status">
          {filing.said}
        </span>
      )}
      {onHear && (
        <Button look="quiet" chord="Enter" onPress={onHear}>
          {text.hear}
        </Button>
      )}
      {filing.file && (
        <Button look="quiet" action="file-transmission" onPress={filing.file}>
          {text.file}
        </Button>
      )}
      {mute && (
        <Button look="quiet" action="lane-state" onPress={mute}>
          {isMuted ? text.unmute : text.mute}
        </Button>
      )}
      {lane && (
        <Button look="quiet" chord="Esc" onPress={onShowAll}>
          {text.allTalkgroups}
        </Button>
      )}
    </div>
  );
}
