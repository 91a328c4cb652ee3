import { useEffect, useState } from 'react';
import alarmUrl from '../../../resources/sounds/alarm.wav?url';
import { onceIdle } from '../../state/once-idle.ts';
import { createRingPlayer, type RingState } from '../../state/ring-player.ts';
import { useStore } from '../../state/store.ts';

const loudness = { silent: 0, ringing: 0.5, escalated: 1 } as const;
export type AlarmSound = keyof typeof loudness;

/** Sounds the alarm, and louder once it has escalated. No key mutes it; says whether it can be heard. */
export function useAlarmSound(sound: AlarmSound): RingState {
  const [player] = useState(() => createRingPlayer(alarmUrl));
  useEffect(() => onceIdle(player.open), [player]);
  useEffect(() => {
    player.loudness(loudness[sound]);
    player.ring(sound !== 'silent');
  }, [player, sound]);
  return useStore(player.state);
}
