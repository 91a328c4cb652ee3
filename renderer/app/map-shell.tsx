import { spokenOn } from '#domain/radio/lane-state.ts';
import { mapText } from '../i18n/areas/map.ts';
import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { MapPanel } from '../panels/map/map-panel.tsx';
import { TalkLine } from '../panels/radio/talk-line.tsx';
import { usePreference } from '../state/preferences.ts';
import { useSite } from '../state/site-context.tsx';
import { useStore, type Store } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import { PanelGuard } from '../ui/panel-guard.tsx';
import { WindowFrame } from './window-frame.tsx';
import styles from './shell.module.css';

const mapNames = ['window-first', 'window-second'] as const;

/** The map's own window: what every window shows, the map, and the key that speaks. */
export function MapShell({ isLed }: { readonly isLed: Store<boolean> }) {
  const text = useText(shellText);
  const { title } = useText(mapText);
  const { talkgroups } = useSite();
  const speaksOn = spokenOn(usePreference('lanes'), talkgroups);
  const hasConsole = useStore(isLed);
  return (
    <WindowFrame title={title}>
      <main className={styles['alone']}>
        <PanelGuard name="map">
          <MapPanel names={mapNames} />
        </PanelGuard>
      </main>
      <footer className={styles['bottom']}>
        {speaksOn && (
          <div className={styles['talk']}>
            <TalkLine talkgroup={speaksOn} />
          </div>
        )}
        <p className={styles['elsewhere']} role="status">
          {hasConsole ? text.keysElsewhere : <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.noConsole} />}
        </p>
      </footer>
    </WindowFrame>
  );
}
