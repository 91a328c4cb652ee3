import type { Incident } from '#domain/incidents/incident.ts';
import { useLog } from '../../state/use-log.ts';
import { Timeline, timelineTail } from '../../ui/timeline.tsx';
import { AssignmentList } from './assignment-list.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { CloseIncident } from './close-incident.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentNote } from './incident-note.tsx';
import { IncidentRecordings } from './incident-recordings.tsx';
import { RecommendationSection } from './recommendation-section.tsx';
import { TransmissionDrop } from './transmission-drop.tsx';
import { useIncidentRadio } from './use-incident-radio.ts';
import { useIncidentActs } from './use-incident-acts.ts';
import styles from './incident-detail-panel.module.css';

/** One incident: what is known, who goes, what was done. */
export function IncidentDetail({ incident }: { readonly incident: Incident }) {
  const acts = useIncidentActs(incident.id);
  const timeline = useLog('timeline', { incidentId: incident.id }, { tail: timelineTail });
  const radio = useIncidentRadio(incident.id, timeline.items);
  return (
    <div className={styles['detail']} data-status={incident.status}>
      <div className={styles['columns']}>
        <div className={styles['work']}>
          <ConflictNotice incidentId={incident.id} />
          <IncidentFacts incident={incident} acts={acts} />
          <RecommendationSection incident={incident} />
          <AssignmentList incident={incident} acts={acts} />
          {acts.fault !== null && (
            <p className={styles['fault']} role="alert">
              {acts.fault}
            </p>
          )}
          {incident.status === 'open' && <CloseIncident incident={incident} acts={acts} />}
        </div>
        <TransmissionDrop incident={incident} look="column">
          <IncidentNote incidentId={incident.id} acts={acts} />
          <IncidentRecordings incidentId={incident.id} timeline={timeline.items} />
          <Timeline timeline={timeline} radio={radio} />
        </TransmissionDrop>
      </div>
    </div>
  );
}
