import { useStation } from './station-context.tsx';
import type { StationState } from './station-state.ts';
import { useStore } from './store.ts';

/** How the station answers this window now. */
export function useStationState(): StationState {
  return useStore(useStation().state);
}
