import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { AbandonedGroup } from '#domain/calls/abandoned.ts';
import { callBackOutcomes, type CallBackOutcome } from '#domain/calls/call-disposition.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import styles from './caller-panel.module.css';

/** The number to call back, large enough to dial by hand; a digit keeps what became of it. */
export function CallBackCard({ group, onOutcome, onLeave }: {
  readonly group: AbandonedGroup;
  readonly onOutcome: (outcome: CallBackOutcome) => void;
  readonly onLeave: () => void;
}) {
  const text = useText(callerText);
  const words = useText(wordsText);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return onLeave();
    const outcome = callBackOutcomes[Number(event.key) - 1];
    if (!outcome || event.repeat) return;
    event.preventDefault();
    onOutcome(outcome);
  }

  return (
    <div ref={card} className={styles['callBack']} tabIndex={-1} role="group" aria-label={text.callBack} onKeyDown={onKeyDown}>
      <span className={styles['label']}>{text.callBackTo(group.calls.length)}</span>
      <strong className={styles['dialled']}>{phoneText(group.number ?? '')}</strong>
      <div className={styles['outcomes']}>
        {callBackOutcomes.map((outcome, index) => (
          <Button key={outcome} chord={String(index + 1)} onPress={() => onOutcome(outcome)}>
            {words.callBackOutcome[outcome]}
          </Button>
        ))}
        <Button look="quiet" chord="Esc" onPress={onLeave}>
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}
