import { incidentTypes, priorities, type Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { Age } from '../../ui/age.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { priorityMark } from '../../ui/marks/priority-mark.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Select } from '../../ui/select.tsx';
import { Shape } from '../../ui/shape.tsx';
import { Time } from '../../ui/time.tsx';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './incident-facts.module.css';

/** What is known of the incident, with type and priority to be corrected in place. */
export function IncidentFacts({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const { place } = incident;
  const open = incident.status === 'open';
  const mark = priorityMark[incident.priority];
  return (
    <div className={styles['facts']}>
      <div className={styles['head']}>
        <span className={styles['priority']}>
          <Shape shape={mark.shape} tone="plain" /> P{incident.priority}
        </span>
        <span className={styles['number']}>{incident.number}</span>
        <span className={styles['type']}>{words.incidentType[incident.type]}</span>
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
            {` ± ${distanceText(place.radiusM ?? 0, language)} · ${place.islandName ?? text.island} · ${text.sourcePoint[place.source]}`}
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
      {open && (
        <div className={styles['edit']}>
          <Select
            label={text.type}
            value={incident.type}
            options={incidentTypes.map((type) => ({ value: type, word: words.incidentType[type] }))}
            onChange={(type) => void acts.change({ type })}
          />
          <Select
            label={text.priority}
            value={String(incident.priority)}
            options={priorities.map((priority) => ({ value: String(priority), word: `P${priority} ${words.priority[priority]}` }))}
            onChange={(value) => {
              const priority = priorities.find((each) => String(each) === value);
              if (priority !== undefined) void acts.change({ priority });
            }}
          />
        </div>
      )}
    </div>
  );
}
