import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { ActionRegistry } from '../keys/action-registry.ts';
import type { ActionId } from '../keys/key-map.ts';
import { KeyboardProvider } from '../keys/keyboard-provider.tsx';
import { OtherWindowContext, type OtherWindow } from '../state/other-window.tsx';
import { usePreference } from '../state/preferences.ts';
import type { SessionStore } from '../state/session.ts';
import { SessionContext } from '../state/session-context.tsx';
import { StationContext } from '../state/station-context.tsx';
import type { Station } from '../state/station.ts';
import { SiteProvider } from './site-provider.tsx';

/** What every window of a seat stands in. */
export function SeatProviders({ station, session, registry, elsewhere, otherWindow, children }: {
  readonly station: Station;
  readonly session: SessionStore;
  readonly registry: ActionRegistry;
  readonly elsewhere?: (action: ActionId) => void;
  readonly otherWindow: OtherWindow;
  readonly children: ReactNode;
}) {
  const language = usePreference('language');
  return (
    <StationContext value={station}>
      <SessionContext value={session}>
        <OtherWindowContext value={otherWindow}>
          <I18nProvider locale={language === 'id' ? 'id-ID' : 'en-GB'}>
            <SiteProvider>
              <KeyboardProvider registry={registry} {...(elsewhere ? { elsewhere } : {})}>
                {children}
              </KeyboardProvider>
            </SiteProvider>
          </I18nProvider>
        </OtherWindowContext>
      </SessionContext>
    </StationContext>
  );
}
