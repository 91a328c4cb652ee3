import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { LinksStrip } from '../panels/links/links-strip.tsx';
import { AloneNotice } from '../panels/sync/alone-notice.tsx';
import { useSite } from '../state/site-context.tsx';
import { PanelGuard } from '../ui/panel-guard.tsx';
import { Clock } from './clock.tsx';
import { LookSwitches } from './look-switches.tsx';
import { StationNotice } from './station-notice.tsx';
import styles from './top-strip.module.css';

/** Who and where this is, what it hangs on, and what time it is. */
export function TopStrip() {
  const text = useText(shellText);
  const { site, station, operator } = useSite();
  return (
    <header className={styles['strip']}>
      <div className={styles['place']}>
        <span className={styles['site']}>{site.name === '' ? 'Siaga 112' : site.name}</span>
        <span className={styles['seat']}>
          {[station.name, operator === '' ? text.noOperator : operator].filter((part) => part !== '').join(' · ')}
        </span>
      </div>
      <StationNotice />
      <AloneNotice />
      <div className={styles['links']}>
        <PanelGuard name="links">
          <LinksStrip />
        </PanelGuard>
      </div>
      <Clock />
      <div className={styles['switches']}>
        <LookSwitches />
      </div>
    </header>
  );
}
