import { useEffect } from 'react';
import type { ActionRegistry } from '../keys/action-registry.ts';
import type { Drafts } from '../state/drafts.ts';
import { DraftsContext } from '../state/drafts-context.tsx';
import type { OtherWindow } from '../state/other-window.tsx';
import type { SessionStore } from '../state/session.ts';
import type { Station } from '../state/station.ts';
import { LineProvider } from './line-provider.tsx';
import { RingProvider } from './ring-provider.tsx';
import { SeatProviders } from './seat-providers.tsx';
import { Shell } from './shell.tsx';

/** The console of one window: everything it holds is made outside and given in. */
export function App({ station, session, registry, otherWindow, drafts }: {
  readonly station: Station;
  readonly session: SessionStore;
  readonly registry: ActionRegistry;
  readonly otherWindow: OtherWindow;
  readonly drafts: Drafts;
}) {
  useEffect(() => drafts.keep(), [drafts]);
  return (
    <SeatProviders station={station} session={session} registry={registry} otherWindow={otherWindow}>
      <DraftsContext value={drafts}>
        <LineProvider>
          <RingProvider>
            <Shell />
          </RingProvider>
        </LineProvider>
      </DraftsContext>
    </SeatProviders>
  );
}
