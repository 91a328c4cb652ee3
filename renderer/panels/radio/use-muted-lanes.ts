import { useEffect } from 'react';
import { laneStateOf, type LaneChoices } from '#domain/radio/lane-state.ts';
import { useAsk } from '../../state/use-ask.ts';
import { usePhone } from '../../state/use-phone.ts';

/** Keeps the loudspeaker in step with the lanes: the voice of a muted talkgroup is not heard, also after the phone has begun anew. */
export function useMutedLanes(choices: LaneChoices): void {
  const ask = useAsk();
  const phone = usePhone();
  useEffect(() => {
    for (const { talkgroup, volume, output } of phone?.voiceLines ?? []) {
      const isMuted = laneStateOf(choices, String(talkgroup)) === 'muted';
      if (isMuted !== (volume === 0)) void ask('phone.voice-sound', { talkgroup, volume: isMuted ? 0 : 1, output });
    }
  }, [ask, choices, phone]);
}
