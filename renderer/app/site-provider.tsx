import { useEffect, useState, type ReactNode } from 'react';
import { SiteContext, unknownSite } from '../state/site-context.tsx';
import { useAsk } from '../state/use-ask.ts';
import { useStationState } from '../state/use-station-state.ts';

/** Asks the station who it is, each time it is there again; the last answer stays. */
export function SiteProvider({ children }: { readonly children: ReactNode }) {
  const [site, setSite] = useState(unknownSite);
  const ask = useAsk();
  const ready = useStationState().kind === 'ready';
  useEffect(() => {
    if (!ready) return undefined;
    let wanted = true;
    void ask('station.describe', {}).then((answer) => {
      if (wanted && answer.ok) setSite(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [ask, ready]);
  return <SiteContext value={site}>{children}</SiteContext>;
}
