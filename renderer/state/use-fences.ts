import { useEffect, useState } from 'react';
import type { Fence } from '#domain/geofences/fence.ts';
import { useAsk } from './use-ask.ts';
import { useStationState } from './use-station-state.ts';

const none: ReadonlyMap<string, Fence> = new Map();

/** The fences of the site by id, asked each time the station is there again; the last answer stays. */
export function useFences(): ReadonlyMap<string, Fence> {
  const ask = useAsk();
  const ready = useStationState().kind === 'ready';
  const [fences, setFences] = useState(none);
  useEffect(() => {
    if (!ready) return undefined;
    let wanted = true;
    void ask('fence.list', {}).then((answer) => {
      if (wanted && answer.ok) setFences(new Map(answer.value.map((fence) => [fence.id, fence])));
    });
    return () => {
      wanted = false;
    };
  }, [ask, ready]);
  return fences;
}
