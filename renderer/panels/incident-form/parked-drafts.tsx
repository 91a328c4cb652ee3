import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { Badge } from '../../ui/badge.tsx';
import { Shape } from '../../ui/shape.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './incident-form-panel.module.css';

/** Forms put aside for a more urgent call, each one press away. */
export function ParkedDrafts({ parked, onResume }: {
  readonly parked: readonly IncidentDraft[];
  readonly onResume: (draftId: string) => void;
}) {
  const text = useText(incidentFormText);
  const words = useText(wordsText);
  const kindOf = ({ kind, type, category }: IncidentDraft): string | null => {
    if (kind === 'complaint') return category === null ? words.complaint : words.complaintCategory[category];
    return type === null ? null : words.incidentType[type];
  };
  if (parked.length === 0) return null;
  return (
    <div className={styles['parked']}>
      <Badge mark={{ shape: 'half', tone: 'amber' }} word={`${text.parked} ${parked.length}`} />
      {parked.map((draft) => (
        <Button key={draft.id} onPress={() => onResume(draft.id)}>
          {draft.kind === 'complaint' && <Shape shape="square" tone="violet" />}
          {[kindOf(draft), draft.placeText.trim() || text.parkedEmpty]
            .filter((part) => part !== null)
            .join(' · ')}
        </Button>
      ))}
    </div>
  );
}
