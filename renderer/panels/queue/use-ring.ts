import { useEffect, useState } from 'react';
import { createStore, useStore, type Store } from '../../state/store.ts';
import ringUrl from '../../../resources/sounds/ring.wav?url&no-inline';
import { createRingPlayer, type RingPlayer, type RingState } from './ring-player.ts';

const silent: Pick<Store<RingState>, 'get' | 'subscribe'> = createStore<RingState>('ready');

/** Rings while `ringing` holds; says whether it can be heard. */
export function useRing(ringing: boolean): RingState {
  const [player, setPlayer] = useState<RingPlayer | null>(null);
  useEffect(() => {
    const made = createRingPlayer(ringUrl);
    setPlayer(made);
    return () => made.close();
  }, []);
  useEffect(() => player?.ring(ringing), [player, ringing]);
  return useStore(player?.state ?? silent);
}
