import { createContext, useContext } from 'react';

/** The other window of this seat: the map's own one as seen from the console, the console as seen from there. `go` opens it or comes to it. */
export type OtherWindow = { readonly is: 'map' | 'console'; readonly go: () => void };

export const OtherWindowContext = createContext<OtherWindow | null>(null);

export function useOtherWindow(): OtherWindow {
  const other = useContext(OtherWindowContext);
  if (!other) throw new Error('useOtherWindow is used outside OtherWindowContext');
  return other;
}
