import type { Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAgencyName } from '../../state/use-agency-name.ts';
import { Badge } from '../../ui/badge.tsx';
import { complaintMark } from '../../ui/marks/complaint-mark.ts';
import { Shape } from '../../ui/shape.tsx';
import { ClockBadge } from './clock-badge.tsx';
import styles from './complaint-list-panel.module.css';

/** One complaint of the list in two lines: what and until when, where and with whom. */
export function ComplaintRow({ complaint }: { readonly complaint: Complaint }) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const agencyName = useAgencyName();
  const { status, category, place, complainantCount, agencyId, conflictRules } = complaint;
  const mark = complaintMark[status];
  return (
    <div className={styles['row']} data-status={status}>
      <span className={styles['mark']} title={words.complaintStatus[status]}>
        <Shape shape={mark.shape} tone={mark.tone} />
        {complainantCount > 1 && <span>+{complainantCount - 1}</span>}
      </span>
      <span className={styles['category']}>{words.complaintCategory[category]}</span>
      <span className={styles['number']}>
        {conflictRules.length > 0 && <Badge mark={{ shape: 'clash', tone: 'red' }} word={text.contested} />}
        <span className="mono">{complaint.number}</span>
      </span>
      <span className={styles['place']}>{[place.text, agencyId === null ? text.noAgency : agencyName(agencyId)].filter((part) => part !== '').join(' · ')}</span>
      <span className={styles['state']}>
        <ClockBadge complaint={complaint} />
      </span>
    </div>
  );
}
