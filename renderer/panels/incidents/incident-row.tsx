import type { Incident } from '#domain/incidents/incident.ts';
import { conflictsText } from '../../i18n/areas/conflicts.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Shape } from '../../ui/shape.tsx';
import { priorityMark } from '../../ui/marks/priority-mark.ts';
import { lostUnitIds } from './incident-order.ts';
import styles from './incident-list-panel.module.css';

/** One incident of the list in two lines. */
export function IncidentRow({ incident, disputed }: { readonly incident: Incident; readonly disputed: boolean }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const open = incident.status === 'open';
  const mark = priorityMark[incident.priority];
  const units = useLatest('units');
  const conflicts = useText(conflictsText);
  const lost = lostUnitIds(incident).map((unitId) => units.byKey.get(unitId)?.callSign ?? unitId);
  const sent = incident.assignments.filter(({ releasedAtMs, overruled }) => releasedAtMs === null && !overruled).length;
  return (
    <div className={styles['row']} data-status={incident.status}>
      <span className={styles['priority']} title={words.priority[incident.priority]}>
        <Shape shape={mark.shape} tone="plain" />
        <span>P{incident.priority}</span>
      </span>
      <span className={styles['type']}>{words.incidentType[incident.type]}</span>
      <span className={styles['number']}>
        {disputed && <Badge mark={{ shape: 'clash', tone: 'red' }} word={conflicts.mark} />}
        <span className="mono">{incident.number}</span>
      </span>
      <span className={styles['place']}>{incident.place.text || text.placeUnknown}</span>
      <span className={styles['state']}>
        {open && lost.length > 0 ? (
          <Badge mark={{ shape: 'clash', tone: 'red' }} word={conflicts.notComing(lost.join(', '))} />
        ) : (
          <span className={styles['units']} data-none={(open && sent === 0) || undefined}>
            {open ? (sent === 0 ? text.noUnit : text.units(sent)) : text.closed}
          </span>
        )}
        <Age sinceMs={incident.closedAtMs ?? incident.openedAtMs} />
      </span>
    </div>
  );
}
