import { useRef, useState } from 'react';
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

const letters: Readonly<Record<CallDisposition, string>> = { ghost: 'g', prank: 'p', information: 'i', 'wrong-number': 's' };

/** F7 and a letter close the call the form is for. A supervisor may silence its number's ring here; anybody may let it ring again. */
export function CloseChoice({ call, acts }: { readonly call: QueueCall; readonly acts: CallActs }) {
  const text = useText(callerText);
  const words = useText(wordsText);
  const { supervisor } = useSite();
  const group = useRef<HTMLDivElement>(null);
  const [walkedTo, setWalkedTo] = useState<Choice | null>(null);
  useAction('ghost', () => focusChoice(group.current));
  function choose(value: Choice): void {
    setWalkedTo(null);
    void (value === 'mute' ? acts.toggleMute() : acts.close(call, value));
  }
  const canMute = call.standing !== null && (supervisor || acts.isMuted);
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
