import { useEffect } from 'react';
import { laneSound, type LaneVolumes } from '#domain/radio/lane-sound.ts';
import type { LaneChoices } from '#domain/radio/lane-state.ts';
import { useAsk } from '../../state/use-ask.ts';
import { usePhone } from '../../state/use-phone.ts';

/** Keeps the phone in step with the lanes: how loud and where each talkgroup is heard, also after the phone has begun anew. */
export function useLaneSound(choices: LaneChoices, volumes: LaneVolumes, speaksOn: number | undefined): void {
  const ask = useAsk();
  const phone = usePhone();
  useEffect(() => {
    for (const { talkgroup, volume, place } of phone?.voiceLines ?? []) {
      const wanted = laneSound(choices, volumes, talkgroup, speaksOn);
      if (wanted.volume !== volume || wanted.place !== place) void ask('phone.voice-sound', { talkgroup, ...wanted });
    }
  }, [ask, choices, volumes, speaksOn, phone]);
}
