import { useEffect, useState } from 'react';
import { useKeyboard } from '../../keys/keyboard-context.tsx';
import { useAction } from '../../keys/use-action.ts';
import { watchRelease } from '../../keys/watch-release.ts';
import { randomId } from '../../state/random-id.ts';
import { useStation } from '../../state/station-context.tsx';
import { useStore } from '../../state/store.ts';
import { createTalk, type TalkState } from '../../state/talk.ts';
import { refuseTone } from './refuse-tone.ts';

/** Push to talk on one talkgroup while its key is held; null where there is nothing to speak on. */
export function useTalk(talkgroup: number | null): { readonly state: TalkState; press(): void; release(): void } {
  const { client, clock } = useStation();
  const { keyMap } = useKeyboard();
  const [talk] = useState(() =>
    createTalk({
      ask: client.ask,
      newPress: randomId,
      now: clock.nowMs,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      refuseTone,
    }),
  );
  useEffect(() => talk.release, [talk]);
  const press = (): void => {
    if (talkgroup !== null) talk.press(talkgroup);
  };
  const key = keyMap.talk[0]?.split('+').at(-1) ?? '';
  useAction(
    'talk',
    talkgroup === null
      ? null
      : () => {
          press();
          watchRelease(window, key, talk.release);
        },
  );
  return { state: useStore(talk.state), press, release: talk.release };
}
