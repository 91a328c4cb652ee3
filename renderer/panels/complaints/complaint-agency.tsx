import { isOver, type Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAgencyName } from '../../state/use-agency-name.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Select } from '../../ui/select.tsx';
import type { ComplaintActs } from './use-complaint-acts.ts';
import styles from './complaint-detail-panel.module.css';

const none = 'none';

/** Who is to act, with the number to ring them by; another one may be chosen while the complaint is under way. */
export function ComplaintAgency({ complaint, acts }: { readonly complaint: Complaint; readonly acts: ComplaintActs }) {
  const text = useText(complaintsText);
  const { agencies } = useSite();
  const nameOf = useAgencyName();
  const { agencyId } = complaint;
  const phone = agencies.find(({ id }) => id === agencyId)?.phone ?? null;
  const name = agencyId === null ? text.noAgency : nameOf(agencyId);
  const isKnown = agencies.some(({ id }) => id === agencyId);
  return (
    <div className={styles['agency']}>
      <span className={styles['label']}>{text.agency}</span>
      {isOver(complaint) ? (
        <span>{name}</span>
      ) : (
        <Select
          label={text.reassign}
          value={agencyId ?? none}
          options={[...(isKnown ? [] : [{ value: agencyId ?? none, word: name }]), ...agencies.map(({ id, name: word }) => ({ value: id, word }))]}
          onChange={(chosen) => {
            if (chosen !== none && chosen !== agencyId) void acts.assign(chosen);
          }}
        />
      )}
      {phone !== null && (
        <span className={styles['small']}>
          {text.phone} <strong className="mono">{phoneText(phone)}</strong>
        </span>
      )}
    </div>
  );
}
