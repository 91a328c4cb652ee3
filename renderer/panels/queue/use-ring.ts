import { useEffect, useState } from 'react';
import { useStore } from '../../state/store.ts';
import ringUrl from '../../../resources/sounds/ring.wav?url';
import { createRingPlayer, type RingState } from './ring-player.ts';

/** Rings while `ringing` holds; says whether it can be heard. */
export function useRing(ringing: boolean): RingState {
  const [player] = useState(() => createRingPlayer(ringUrl));
  useEffect(() => player.open(), [player]);
  useEffect(() => player.ring(ringing), [player, ringing]);
  return useStore(player.state);
}
