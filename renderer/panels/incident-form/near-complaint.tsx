import { nearComplaints } from '#domain/complaints/near-complaints.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { placeOf, type IncidentDraft } from '../../state/incident-draft.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './incident-form-panel.module.css';

/** A complaint under way that the caller may mean too; one key joins them to it. The line keeps its place when there is none. */
export function NearComplaint({ draft, onJoin }: { readonly draft: IncidentDraft; readonly onJoin: (complaintId: string) => void }) {
  const text = useText(complaintsText);
  const complaints = useLatest('complaints');
  const [nearest] = draft.category === null || draft.placeText.trim() === '' ? [] : nearComplaints(complaints.byKey.values(), draft.category, placeOf(draft));
  const join = nearest ? () => onJoin(nearest.complaint.id) : null;
  useAction('merge', join);
  return (
    <p className={styles['near']} aria-live="polite">
      {nearest && join ? (
        <>
          <Badge
            mark={{ shape: 'diamond', tone: 'violet' }}
            word={text.near(nearest.complaint.number, nearest.distanceM === null ? text.nearWords : text.metres(nearest.distanceM), text.callers(nearest.complaint.complainantCount))}
          />
          <Button action="merge" onPress={join}>
            {text.join}
          </Button>
        </>
      ) : (
        <span className={styles['hint']}>{text.backToIncident}</span>
      )}
    </p>
  );
}
