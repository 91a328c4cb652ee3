import type { Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import { Time } from '../../ui/time.tsx';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './assignment-list.module.css';

/** Units on the way to or at the incident, then those that were there. */
export function AssignmentList({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const units = useLatest('units');
  const ordered = [...incident.assignments].sort(
    (left, right) => Number(left.releasedAtMs !== null) - Number(right.releasedAtMs !== null) || left.assignedAtMs - right.assignedAtMs,
  );
  return (
    <section className={styles['section']} aria-label={text.assignments}>
      <h3 className={styles['title']}>{text.assignments}</h3>
      {ordered.length === 0 && <p className={styles['none']}>{text.noAssignments}</p>}
      <ul>
        {ordered.map((assignment) => {
          const unit = units.byKey.get(assignment.unitId);
          const released = assignment.releasedAtMs !== null;
          return (
            <li key={`${assignment.unitId} ${assignment.assignedAtMs}`} className={styles['row']} data-released={released || undefined}>
              <span className={styles['callSign']}>{unit?.callSign ?? assignment.unitId}</span>
              <span className={styles['status']}>
                {released || !unit ? (
                  <Badge mark={{ shape: 'back', tone: 'grey' }} word={text.released} />
                ) : assignment.overruled ? (
                  <Badge mark={{ shape: 'clash', tone: 'red' }} word={text.elsewhereNow} />
                ) : (
                  <Badge mark={unitStatusMark[unit.status]} word={words.unitStatus[unit.status]} />
                )}
              </span>
              <span className={styles['since']}>
                {text.assigned} <Time atMs={assignment.assignedAtMs} /> · <Age sinceMs={assignment.assignedAtMs} />
              </span>
              {!released && incident.status === 'open' && (
                <Button look="quiet" label={`${text.release} ${unit?.callSign ?? assignment.unitId}`} onPress={() => void acts.release(assignment.unitId)}>
                  {text.release}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
