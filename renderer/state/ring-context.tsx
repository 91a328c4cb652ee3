import { createContext, useContext } from 'react';

/** The ring of this seat. `fault`: why it may not be heard; `isQuiet`: somebody at this seat silenced it. */
export type SeatRing = { readonly fault: 'locked' | 'failed' | null; readonly isQuiet: boolean; readonly quiet: (isOn: boolean) => void };

export const RingContext = createContext<SeatRing>({ fault: null, isQuiet: false, quiet: () => undefined });

export function useSeatRing(): SeatRing {
  return useContext(RingContext);
}
