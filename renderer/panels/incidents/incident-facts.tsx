import type { Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Age } from '../../ui/age.tsx';
import { priorityMark } from '../../ui/marks/priority-mark.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Shape } from '../../ui/shape.tsx';
import { Time } from '../../ui/time.tsx';
import { PlaceRadius } from './place-radius.tsx';
import { TypeAndPriority } from './type-and-priority.tsx';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './incident-facts.module.css';

/** What is known of the incident, with type and priority to be corrected in place. */
export function IncidentFacts({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const { place } = incident;
  const open = incident.status === 'open';
  const mark = priorityMark[incident.priority];
  return (
    <div className={styles['facts']}>
      <div className={styles['head']}>
        <Shape shape={mark.shape} tone="plain" />
        <span className={styles['number']}>{incident.number}</span>
        {open ? (
          <TypeAndPriority incident={incident} acts={acts} />
        ) : (
          <span className={styles['type']}>
            P{incident.priority} {words.incidentType[incident.type]}
          </span>
        )}
        <span className={styles['age']}>
          {open ? null : `${text.closedAt} `}
          <Age sinceMs={incident.closedAtMs ?? incident.openedAtMs} />
        </span>
      </div>
      <p className={styles['place']}>{place.text || text.placeUnknown}</p>
      <p className={styles['line']}>
        {place.latitude === null || place.longitude === null ? (
          text.noPoint
        ) : (
          <>
            <span className="mono">
              {place.latitude.toFixed(5)} {place.longitude.toFixed(5)}
            </span>
            <PlaceRadius key={incident.id} incident={incident} acts={acts} />
            {`· ${place.islandName ?? text.island} · ${text.sourcePoint[place.source]}`}
          </>
        )}
      </p>
      <p className={styles['line']}>
        {incident.callerNumber === null ? (
          text.noCaller
        ) : (
          <>
            {text.caller} <strong className={styles['caller']}>{phoneText(incident.callerNumber)}</strong>
          </>
        )}
        {incident.callIds.length > 1 && ` · ${text.callCount(incident.callIds.length)}`}
        {' · '}
        {text.openedBy(incident.openedBy, incident.openedStation)} <Time atMs={incident.openedAtMs} />
      </p>
      {incident.disposition !== null && <p className={styles['line']}>{words.disposition[incident.disposition]}</p>}
      {incident.note !== '' && <p className={styles['note']}>{incident.note}</p>}
    </div>
  );
}
