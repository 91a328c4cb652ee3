import { useEffect, useRef } from 'react';
import { useAction } from '../keys/use-action.ts';
import { ComplaintListPanel } from '../panels/complaints/complaint-list-panel.tsx';
import { IncidentListPanel } from '../panels/incidents/incident-list-panel.tsx';
import { useChangeSession, useSession } from '../state/session-context.tsx';
import type { Session } from '../state/session.ts';
import { focusFirst } from '../ui/focus-first.ts';
import { PanelGuard } from '../ui/panel-guard.tsx';
import styles from './shell.module.css';

/** Incidents and complaints stand in one place; the key of either shows it there and goes into it. Each says what waits in the other. */
export function ListPlace() {
  const { list } = useSession();
  const changeSession = useChangeSession();
  const place = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (wanted.current) focusFirst(place.current);
    wanted.current = false;
  }, [list]);
  function show(next: Session['list']): void {
    wanted.current = true;
    changeSession({ list: next });
  }
  useAction('focus-incidents', list === 'incidents' ? null : () => show('incidents'));
  useAction('focus-complaints', list === 'complaints' ? null : () => show('complaints'));
  return (
    <div ref={place} className={styles['list']}>
      {list === 'incidents' ? (
        <PanelGuard name="incidents">
          <IncidentListPanel />
        </PanelGuard>
      ) : (
        <PanelGuard name="complaints">
          <ComplaintListPanel />
        </PanelGuard>
      )}
    </div>
  );
}
