import { CallerPanel } from '../panels/caller/caller-panel.tsx';
import { CommandBar } from '../panels/command-bar/command-bar.tsx';
import { ConflictsPanel } from '../panels/conflicts/conflicts-panel.tsx';
import { IncidentFormPanel } from '../panels/incident-form/incident-form-panel.tsx';
import { MapPanel } from '../panels/map/map-panel.tsx';
import { PhonePanel } from '../panels/phone/phone-panel.tsx';
import { QuarantinePanel } from '../panels/quarantine/quarantine-panel.tsx';
import { QueuePanel } from '../panels/queue/queue-panel.tsx';
import { RecallStrip } from '../panels/recall/recall-strip.tsx';
import { RadioPanel } from '../panels/radio/radio-panel.tsx';
import { SyncPanel } from '../panels/sync/sync-panel.tsx';
import { UnitsPanel } from '../panels/units/units-panel.tsx';
import { useSite } from '../state/site-context.tsx';
import { PanelGuard } from '../ui/panel-guard.tsx';
import { DetailPlace } from './detail-place.tsx';
import { KeyBar } from './key-bar.tsx';
import { ListPlace } from './list-place.tsx';
import { WindowFrame } from './window-frame.tsx';
import styles from './shell.module.css';

const mapNames = ['first', 'second'] as const;

/** One window with every panel. Places are fixed: nothing opens over anything and nothing pushes anything away. */
export function Shell() {
  const { phone } = useSite();
  return (
    <WindowFrame>
      <main className={styles['panels']}>
        <div className={styles['left']} data-phone={phone !== null || undefined}>
          <PanelGuard name="queue">
            <QueuePanel />
          </PanelGuard>
          {phone !== null && (
            <PanelGuard name="phone">
              <PhonePanel />
            </PanelGuard>
          )}
          <PanelGuard name="caller">
            <CallerPanel />
          </PanelGuard>
          <ListPlace />
          <PanelGuard name="sync">
            <SyncPanel />
          </PanelGuard>
        </div>
        <div className={styles['centre']}>
          <PanelGuard name="incident-form">
            <IncidentFormPanel />
          </PanelGuard>
          <DetailPlace />
          <PanelGuard name="conflicts">
            <ConflictsPanel />
          </PanelGuard>
        </div>
        <div className={styles['right']}>
          <PanelGuard name="map">
            <MapPanel names={mapNames} />
          </PanelGuard>
          <div className={styles['field']}>
            <PanelGuard name="units">
              <UnitsPanel />
            </PanelGuard>
            <PanelGuard name="radio">
              <RadioPanel />
            </PanelGuard>
          </div>
          <PanelGuard name="quarantine">
            <QuarantinePanel />
          </PanelGuard>
        </div>
      </main>
      <footer className={styles['bottom']}>
        <PanelGuard name="command-bar">
          <CommandBar />
        </PanelGuard>
        <KeyBar />
        <PanelGuard name="recall">
          <RecallStrip />
        </PanelGuard>
      </footer>
    </WindowFrame>
  );
}
