import { complaintOutcomes, isOver, type Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { useDigitChoice } from '../../ui/use-digit-choice.ts';
import type { ComplaintActs } from './use-complaint-acts.ts';
import styles from './complaint-detail-panel.module.css';

/** Alt+H lays out the outcomes in place, a digit closes with one; what was answered or is over is taken up again by a key of its own. */
export function CloseComplaint({ complaint, acts }: { readonly complaint: Complaint; readonly acts: ComplaintActs }) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const { isOpen, begin, choose, leave, ref, onKeyDown } = useDigitChoice(complaintOutcomes, (outcome) => void acts.close(outcome));
  const over = isOver(complaint);
  const canReopen = over || complaint.status === 'answered';

  useAction('close-incident', over ? null : begin);
  useAction('reopen-complaint', canReopen ? () => void acts.reopen() : null);

  if (isOpen && !over) {
    return (
      <div ref={ref} className={styles['choices']} tabIndex={-1} role="group" aria-label={text.closeWith} onKeyDown={onKeyDown}>
        <span className={styles['label']}>{text.closeWith}</span>
        {complaintOutcomes.map((outcome, index) => (
          <Button key={outcome} chord={String(index + 1)} onPress={() => choose(outcome)}>
            {words.complaintOutcome[outcome]}
          </Button>
        ))}
        <Button look="quiet" chord="Esc" onPress={leave}>
          {text.cancel}
        </Button>
      </div>
    );
  }
  return (
    <>
      {canReopen && (
        <Button look="quiet" action="reopen-complaint" onPress={() => void acts.reopen()}>
          {acts.busy === 'complaint.reopen' ? text.saving : text.reopen}
        </Button>
      )}
      {!over && (
        <Button look="quiet" action="close-incident" onPress={begin}>
          {acts.busy === 'complaint.close' ? text.saving : text.close}
        </Button>
      )}
    </>
  );
}
