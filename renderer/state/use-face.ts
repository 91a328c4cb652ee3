import { faceOf, type Face, type Followed } from './face.ts';
import { useStationState } from './use-station-state.ts';

/** The face of a panel that shows this view. A panel of several views shows the worst: give the one it cannot do without. */
export function useFace(view: Followed): Face {
  return faceOf(view, useStationState());
}
