import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { complaintOutcomes, isOver, type Complaint, type ComplaintOutcome } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Button } from '../../ui/button.tsx';
import type { ComplaintActs } from './use-complaint-acts.ts';
import styles from './complaint-detail-panel.module.css';

/** Alt+H lays out the outcomes in place, a digit closes with one; what was answered or is over is taken up again by a key of its own. */
export function CloseComplaint({ complaint, acts }: { readonly complaint: Complaint; readonly acts: ComplaintActs }) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const [choosing, setChoosing] = useState(false);
  const choices = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const over = isOver(complaint);
  const canReopen = over || complaint.status === 'answered';

  function begin(): void {
    opener.current = document.activeElement;
    setChoosing(true);
  }
  useAction('close-incident', over ? null : begin);
  useAction('reopen-complaint', canReopen ? () => void acts.reopen() : null);
  useEffect(() => {
    if (choosing) choices.current?.focus();
  }, [choosing]);

  function leave(): void {
    setChoosing(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function close(outcome: ComplaintOutcome): void {
    void acts.close(outcome);
    leave();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return leave();
    const outcome = complaintOutcomes[Number(event.key) - 1];
    if (!outcome || event.repeat) return;
    event.preventDefault();
    close(outcome);
  }

  if (choosing && !over) {
    return (
      <div ref={choices} className={styles['choices']} tabIndex={-1} role="group" aria-label={text.closeWith} onKeyDown={onKeyDown}>
        <span className={styles['label']}>{text.closeWith}</span>
        {complaintOutcomes.map((outcome, index) => (
          <Button key={outcome} chord={String(index + 1)} onPress={() => close(outcome)}>
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
