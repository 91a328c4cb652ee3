import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { KeyboardProvider } from '../keys/keyboard-provider.tsx';
import type { Drafts } from '../state/drafts.ts';
import { DraftsContext } from '../state/drafts-context.tsx';
import { usePreference } from '../state/preferences.ts';
import type { SessionStore } from '../state/session.ts';
import { SessionContext } from '../state/session-context.tsx';
import { StationContext } from '../state/station-context.tsx';
import type { Station } from '../state/station.ts';
import { LineProvider } from './line-provider.tsx';
import { RingProvider } from './ring-provider.tsx';
import { Shell } from './shell.tsx';
import { SiteProvider } from './site-provider.tsx';

/** The console of one window: everything it holds is made outside and given in. */
export function App({ station, session, drafts }: {
  readonly station: Station;
  readonly session: SessionStore;
  readonly drafts: Drafts;
}) {
  const language = usePreference('language');
  useEffect(() => drafts.keep(), [drafts]);
  return (
    <StationContext value={station}>
      <SessionContext value={session}>
        <DraftsContext value={drafts}>
          <I18nProvider locale={language === 'id' ? 'id-ID' : 'en-GB'}>
            <SiteProvider>
              <LineProvider>
                <RingProvider>
                  <KeyboardProvider>
                    <Shell />
                  </KeyboardProvider>
                </RingProvider>
              </LineProvider>
            </SiteProvider>
          </I18nProvider>
        </DraftsContext>
      </SessionContext>
    </StationContext>
  );
}
