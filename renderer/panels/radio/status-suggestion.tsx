import { useState } from 'react';
import { suggestedByFences } from '#domain/geofences/suggested-by-fence.ts';
import { suggestedStatuses } from '#domain/radio/suggested-status.ts';
import type { UnitStatus } from '#domain/units/unit.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useFences } from '../../state/use-fences.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useLog } from '../../state/use-log.ts';
import { useNow } from '../../state/use-now.ts';
import { Age } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './radio-panel.module.css';

const keptMessages = 200;

type Suggestion = { readonly key: string; readonly unitId: string; readonly status: UnitStatus; readonly atMs: number; readonly why: { readonly code: number } | { readonly place: string; readonly entered: boolean } };

/** The oldest status that a radio sent, or that crossing a fence suggests, and nobody has confirmed; one key confirms it. A crew's own word goes before a fence. */
export function StatusSuggestion() {
  const { radioStatuses } = useSite();
  const messages = useLog('radio-messages', {}, { tail: keptMessages });
  const units = useLatest('units');
  const visits = useLatest('fence-visits').byKey;
  const fences = useFences();
  const nowMs = useNow();
  const said = suggestedStatuses(messages.items, radioStatuses, units.byKey, nowMs).map(({ messageId, code, ...each }): Suggestion => ({ ...each, key: messageId, why: { code } }));
  const seen = suggestedByFences(new Map([...visits].map(([unitId, each]) => [unitId, each.visits])), fences, units.byKey, nowMs)
    .filter(({ unitId }) => said.every((each) => each.unitId !== unitId))
    .map(({ fenceId, entered, ...each }): Suggestion => ({ ...each, key: `${each.unitId}:${fenceId}:${each.atMs}`, why: { place: fences.get(fenceId)?.name ?? fenceId, entered } }));
  const [first, ...others] = [...said, ...seen].toSorted((one, other) => one.atMs - other.atMs);
  return first ? <Suggested key={first.key} suggestion={first} others={others.length} /> : null;
}

function Suggested({ suggestion: { unitId, status, atMs, why }, others }: { readonly suggestion: Suggestion; readonly others: number }) {
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
        <strong className="mono">{units.byKey.get(unitId)?.callSign}</strong> {'code' in why ? text.reports(unitStatus[status], why.code) : text.crossed(unitStatus[status], why.place, why.entered)} <Age sinceMs={atMs} />
        {others > 0 && ` · +${others}`}
      </span>
      {said !== null && <span>{said}</span>}
      <Button action="confirm-status" onPress={confirm}>
        {text.confirm}
      </Button>
    </div>
  );
}
