import { useEffect, useRef, useState } from 'react';
import { callDispositions, type CallDisposition } from '#domain/calls/call-disposition.ts';
import type { QueueCall } from '#domain/calls/call.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { focusChoice } from '../../ui/focus-choice.ts';
import type { CallActs } from './use-close-call.ts';

type Choice = CallDisposition | 'mute';
/** `no`: the ring is left as it is. */
type MuteTime = '15' | '30' | '60' | '120' | 'no';

/** Two hours at most, which the act itself enforces too. */
const muteMinutes: Readonly<Record<Exclude<MuteTime, 'no'>, number>> = { '15': 15, '30': 30, '60': 60, '120': 120 };

const letters: Readonly<Record<CallDisposition, string>> = { ghost: 'g', prank: 'p', information: 'i', 'wrong-number': 's' };

/** F7 and a letter close the call the form is for. A supervisor may silence its number's ring here, and says for how long; anybody may let it ring again. */
export function CloseChoice({ call, acts }: { readonly call: QueueCall; readonly acts: CallActs }) {
  const text = useText(callerText);
  const words = useText(wordsText);
  const { supervisor } = useSite();
  const group = useRef<HTMLDivElement>(null);
  const times = useRef<HTMLDivElement>(null);
  const [isMuting, setMuting] = useState(false);
  useEffect(() => {
    if (isMuting) focusChoice(times.current);
  }, [isMuting]);
  const [walkedTime, setWalkedTime] = useState<MuteTime>('30');
  const [walkedTo, setWalkedTo] = useState<Choice | null>(null);
  useAction('ghost', () => focusChoice(group.current));
  function choose(value: Choice): void {
    setWalkedTo(null);
    if (value !== 'mute') void acts.close(call, value);
    else if (acts.isMuted) void acts.unmute();
    else setMuting(true);
  }
  const canMute = call.standing !== null && (supervisor || acts.isMuted);
  if (isMuting && canMute) {
    const mute = (time: MuteTime): void => {
      setMuting(false);
      if (time !== 'no') void acts.mute(muteMinutes[time]);
    };
    return (
      <ChoiceChips<MuteTime>
        label={text.muteFor}
        choices={(['15', '30', '60', '120', 'no'] as const).map((value, index) => ({ value, word: text.muteTimes[value], letter: value === 'no' ? '0' : String(index + 1) }))}
        value={walkedTime}
        onChoose={(value, byLetter) => (byLetter ? mute(value) : setWalkedTime(value))}
        onEnter={() => mute(walkedTime)}
        groupRef={times}
      />
    );
  }
  return (
    <ChoiceChips<Choice>
      label={text.close}
      action="ghost"
      choices={[
        ...callDispositions.map((disposition) => ({ value: disposition, word: words.callDisposition[disposition], letter: letters[disposition] })),
        ...(canMute ? [{ value: 'mute' as const, word: acts.isMuted ? text.unmuteRing : text.muteRing, letter: 'm' }] : []),
      ]}
      value={walkedTo ?? call.claim?.disposition ?? null}
      onChoose={(value, byLetter) => {
        // Arrow keys and the pointer walk over the choices; a letter or Enter decides.
        if (byLetter) choose(value);
        else setWalkedTo(value);
      }}
      onEnter={() => walkedTo !== null && choose(walkedTo)}
      groupRef={group}
    />
  );
}
