import { useEffect, useState } from 'react';
import type { CommandOutput } from '#contract/commands.ts';
import { useAsk } from '../state/use-ask.ts';
import { useStationState } from '../state/use-station-state.ts';

export type MapOfStation = CommandOutput<'map.pack'>;

const shipped: MapOfStation = { pack: null, fault: null };

/**
 * The map of this station, asked each time it is there again; the last answer stays. Null while the first answer is on its way, and the
 * shipped map where the station is away before it could say.
 */
export function useMapOfStation(): MapOfStation | null {
  const ask = useAsk();
  const { kind } = useStationState();
  const [map, setMap] = useState<MapOfStation | null>(null);
  const ready = kind === 'ready';
  useEffect(() => {
    if (!ready) return undefined;
    let wanted = true;
    void ask('map.pack', {}).then((answer) => {
      if (wanted) setMap((before) => (answer.ok ? (isSame(before, answer.value) ? before : answer.value) : (before ?? shipped)));
    });
    return () => {
      wanted = false;
    };
  }, [ask, ready]);
  return map ?? (kind === 'away' || kind === 'refused' ? shipped : null);
}

function isSame(before: MapOfStation | null, now: MapOfStation): boolean {
  return before !== null && before.pack?.id === now.pack?.id && before.fault === now.fault;
}
