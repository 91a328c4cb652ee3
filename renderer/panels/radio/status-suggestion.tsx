import { useState } from 'react';
import { suggestedStatuses } from '#domain/radio/suggested-status.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useLog } from '../../state/use-log.ts';
import { useNow } from '../../state/use-now.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './radio-panel.module.css';

const keptMessages = 200;

/** The oldest status that a radio sent and nobody has confirmed; one key confirms it. */
export function StatusSuggestion() {
  const { radioStatuses } = useSite();
  const messages = useLog('radio-messages', {}, { tail: keptMessages });
  const units = useLatest('units');
  const [first, ...others] = suggestedStatuses(messages.items, radioStatuses, units.byKey, useNow());
  return first ? <Suggested key={first.messageId} {...first} others={others.length} /> : null;
}

function Suggested({ unitId, status, code, atMs, others }: ReturnType<typeof suggestedStatuses>[number] & { readonly others: number }) {
  const text = useText(radioText);
  const { unitStatus } = useText(wordsText);
  const act = useAct();
  const units = useLatest('units');
  const [said, setSaid] = useState<string | null>(null);
  const confirm = (): void => {
    setSaid(text.confirming);
    void act('unit.set-status', { unitId, status }).then((answer) => !answer.ok && setSaid(answer.sentence));
  };
  useAction('confirm-status', confirm);
  return (
    <div className={styles['suggestion']} role="status" data-suggested={unitId}>
      <span>
        <strong className="mono">{units.byKey.get(unitId)?.callSign}</strong> {text.reports(unitStatus[status], code)} <Age sinceMs={atMs} />
        {others > 0 && ` · +${others}`}
      </span>
      {said !== null && <span>{said}</span>}
      <Button action="confirm-status" onPress={confirm}>
        {text.confirm}
      </Button>
    </div>
  );
}
