import type { Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { spokenTicket } from '../../state/spoken-ticket.ts';
import { Badge } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { complaintMark } from '../../ui/marks/complaint-mark.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { sinceText } from '../../ui/time-text.ts';
import { ClockBadge } from './clock-badge.tsx';
import styles from './complaint-detail-panel.module.css';

const numbersShown = 3;

/** What is known of a complaint, its ticket first and large, in digits and in the words that are read out. */
export function ComplaintFacts({ complaint }: { readonly complaint: Complaint }) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const { utcOffsetMinutes } = useSite();
  const nowMs = useNow();
  const incidents = useLatest('incidents');
  const { number, status, category, place, note, answer, outcome, complainants, complainantCount, incidentId } = complaint;
  const at = (atMs: number): string => sinceText(atMs, nowMs, utcOffsetMinutes);
  const numbers = [...new Set(complainants.flatMap((each) => (each.number === null ? [] : [phoneText(each.number)])))];
  const incident = incidentId === null ? undefined : incidents.byKey.get(incidentId);
  return (
    <div className={styles['facts']}>
      <div className={styles['ticket']}>
        <strong className={styles['digits']}>{number}</strong>
        <p className={styles['spoken']}>
          <span className={styles['label']}>{text.readOut}</span> {spokenTicket(number, text.digits)}
        </p>
      </div>
      <div className={styles['head']}>
        <span className={styles['category']}>{words.complaintCategory[category]}</span>
        <Badge mark={complaintMark[status]} word={outcome === null ? words.complaintStatus[status] : words.complaintOutcome[outcome]} />
        <ClockBadge complaint={complaint} />
        <span className={styles['due']}>{text.dueBy(at(complaint.dueAtMs))}</span>
      </div>
      {complaint.conflictRules.length > 0 && (
        <p className={styles['small']}>
          <Badge mark={{ shape: 'clash', tone: 'red' }} word={text.contested} /> <KeyCap action="focus-conflicts" />
        </p>
      )}
      {incidentId !== null && <p className={styles['small']}>{incident ? text.becameIncident(incident.number) : text.incidentElsewhere}</p>}
      <p className={styles['place']}>{[place.text, place.islandName].filter((part) => part !== null && part !== '').join(' · ')}</p>
      <p className={styles['small']}>
        {text.callers(complainantCount)}
        {numbers.length > 0 && <span className="mono"> {numbers.slice(0, numbersShown).join(', ')}</span>}
        {numbers.length > numbersShown && ' …'}
        {' · '}
        {text.openedBy(complaint.openedBy, complaint.openedStation)} {at(complaint.openedAtMs)}
        {complaint.timesReopened > 0 && ` · ${text.reopened(complaint.timesReopened)}`}
      </p>
      {note !== '' && <p className={styles['note']}>{note}</p>}
      {answer !== null && (
        <p className={styles['note']}>
          <span className={styles['label']}>{text.answered}</span> {answer}
        </p>
      )}
    </div>
  );
}
