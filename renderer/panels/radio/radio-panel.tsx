import { useMemo, useState, type KeyboardEvent } from 'react';
import { laneStateOf, selectLane, spokenOn, type LaneState } from '#domain/radio/lane-state.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { changePreferences, usePreference } from '../../state/preferences.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useHearOver } from '../../state/use-hear-over.ts';
import { useLog } from '../../state/use-log.ts';
import { useNow } from '../../state/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { LaneBar } from './lane-bar.tsx';
import { LaneMessage } from './lane-message.tsx';
import { LaneRow, laneName } from './lane-row.tsx';
import { useLaneVolumeKeys } from './lane-volume.tsx';
import { laneKeyOf, lanesOf, newestFirst, type Lane } from './lanes.ts';
import { RadioCheck } from './radio-check.tsx';
import { SilentList } from './silent-list.tsx';
import { StatusSuggestion } from './status-suggestion.tsx';
import { TalkLine } from './talk-line.tsx';
import { TransmissionRow } from './transmission-row.tsx';
import { useFile } from './use-file.ts';
import { useRadioCheck } from './use-radio-check.ts';
import { useLaneSound } from './use-lane-sound.ts';
import styles from './radio-panel.module.css';

const keptTransmissions = 500;
const keptMessages = 200;
const emergencyForMs = 10 * 60_000;
const laneHeightPx = 28;
const laneBorderPx = 2;

/** The HT radio: a lane per talkgroup with who is on the air, and beneath them what was heard last. */
export function RadioPanel() {
  const text = useText(radioText);
  const { talkgroups } = useSite();
  const changeSession = useChangeSession();
  const log = useLog('transmissions', {}, { tail: keptTransmissions });
  const minuteMs = Math.floor(useNow() / 60_000) * 60_000;
  const [laneKey, setLaneKey] = useState<string | null>(null);
  const heard = useMemo(() => newestFirst(log.items), [log.items]);
  const lanes = useMemo(() => lanesOf(heard, talkgroups, minuteMs, emergencyForMs), [heard, talkgroups, minuteMs]);
  const lane = lanes.find(({ key }) => key === laneKey);
  const shown = useMemo(
    () => (lane === undefined ? heard : heard.filter((transmission) => laneKeyOf(transmission) === lane.key)),
    [heard, lane],
  );
  const choices = usePreference('lanes');
  const speaksOn = spokenOn(choices, talkgroups);
  useLaneSound(choices, usePreference('laneVolumes'), speaksOn?.id);
  const changeVolume = useLaneVolumeKeys(laneKey ?? (speaksOn && String(speaksOn.id)));
  const check = useRadioCheck(choices);
  const listeningTo = ({ key }: Lane): LaneState => (key === String(speaksOn?.id) ? 'selected' : laneStateOf(choices, key));
  function speakOn({ key, talkgroup }: Lane): void {
    if (talkgroups.some(({ id }) => id === talkgroup)) changePreferences({ lanes: selectLane(choices, key) });
  }
  function onLaneKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') setLaneKey(null);
    else if (changeVolume(event.key)) event.preventDefault();
  }
  const [showsRadios, setShowsRadios] = useState(false);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const marked = shown.find(({ id }) => id === markedId) ?? shown[0];
  const filing = useFile(marked);
  const hearOver = useHearOver();
  const [unheard, setUnheard] = useState<{ readonly of: string; readonly sentence: string | null } | null>(null);
  const hear = hearOver && (({ id }: Transmission): void => void hearOver({ id }).then((sentence) => setUnheard({ of: id, sentence })));
  const messages = useLog('radio-messages', {}, { tail: keptMessages });
  const newestMessage = messages.items.filter(({ talkgroup }) => lane === undefined || String(talkgroup) === lane.key).at(-1);
  useAction('silent-radios', () => setShowsRadios(!showsRadios));
  const shownName = lane && laneName(lane, text);
  return (
    <PanelFrame
      name="radio"
      title={text.title}
      face={useFace(log)}
      focusAction="focus-radio"
      empty={log.loaded && heard.length === 0 && lanes.length === 0 ? { sentence: text.empty, hint: text.emptyHint } : undefined}
      actions={
        <Button look="quiet" action="silent-radios" pressed={showsRadios} onPress={() => setShowsRadios(!showsRadios)}>
          {text.lastHeard}
        </Button>
      }
    >
      <div className={styles['panel']}>
        {speaksOn && <TalkLine talkgroup={speaksOn} />}
        <div className={styles['lanes']} onKeyDown={onLaneKey} style={{ height: `min(${lanes.length * laneHeightPx + laneBorderPx}px, 45%)` }}>
          <VirtualList
            label={text.lanes}
            items={lanes}
            keyOf={(each) => each.key}
            rowHeight={laneHeightPx}
            selectedKey={laneKey}
            onSelect={(each) => setLaneKey(each.key)}
            onActivate={speakOn}
            renderRow={(each) => <LaneRow lane={each} listening={listeningTo(each)} />}
          />
        </div>
        {check.unit && <RadioCheck key={check.unit.unitId} unit={check.unit} onDone={check.end} />}
        <StatusSuggestion />
        {newestMessage && <LaneMessage message={newestMessage} />}
        {showsRadios ? (
          <SilentList />
        ) : (
          <>
            <LaneBar
              lane={lane}
              choices={choices}
              filing={{ ...filing, said: (marked && unheard?.of === marked.id ? unheard.sentence : null) ?? filing.said }}
              onHear={hear && marked ? () => hear(marked) : null}
              onShowAll={() => setLaneKey(null)}
            />
            {shown.length === 0 && <p className={styles['none']}>{shownName === undefined ? text.empty : text.nothingIn(shownName)}</p>}
            <VirtualList
              label={shownName === undefined ? text.log : text.logOf(shownName)}
              items={shown}
              keyOf={(transmission) => transmission.id}
              rowHeight={44}
              onSelect={({ id, unitId }) => {
                setMarkedId(id);
                if (unitId !== null) changeSession({ selectedUnitId: unitId });
              }}
              onActivate={(transmission) => hear?.(transmission)}
              renderRow={(transmission) => <TransmissionRow transmission={transmission} />}
            />
          </>
        )}
      </div>
    </PanelFrame>
  );
}
