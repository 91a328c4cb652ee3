import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Complaint, ComplaintCategory } from '#domain/complaints/complaint.ts';
import { canonicalNumber } from '#domain/calls/caller-number.ts';
import { incidentTypes, type IncidentType } from '#domain/incidents/incident.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useDraftWorkspace } from '../../state/drafts-context.tsx';
import { useChangeSession } from '../../state/session-context.tsx';
import { suggestedPriority } from '../../state/suggested-priority.ts';
import { typeLetters } from '../../state/type-letters.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { focusChoice } from '../../ui/focus-choice.ts';
import type { ComplaintActs } from './use-complaint-acts.ts';
import styles from './complaint-detail-panel.module.css';

/** What a complaint of a category most likely is once it is an emergency. */
const likelyType: Readonly<Record<ComplaintCategory, IncidentType>> = {
  waste: 'fire',
  road: 'traffic',
  'street-light': 'traffic',
  drainage: 'flood',
  water: 'other',
  power: 'fire',
  tree: 'fallen-tree',
  'public-order': 'public-order',
  social: 'mental-health',
  'health-service': 'medical',
  'public-service': 'other',
  other: 'other',
};

/** One key lays out, in place, what the emergency may be: Enter takes the marked type, a letter another, Esc leaves everything as it is. */
export function UpgradeComplaint({ complaint, acts }: { readonly complaint: Complaint; readonly acts: ComplaintActs }) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const changeSession = useChangeSession();
  const callId = useCallOf(complaint);
  const [choosing, setChoosing] = useState(false);
  const [walkedTo, setWalkedTo] = useState<IncidentType | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const marked = walkedTo ?? likelyType[complaint.category];

  function begin(): void {
    opener.current = document.activeElement;
    setWalkedTo(null);
    setChoosing(true);
  }
  useAction('upgrade-complaint', complaint.status === 'upgraded' || choosing ? null : begin);
  useEffect(() => {
    if (choosing) focusChoice(group.current);
  }, [choosing]);

  function leave(): void {
    setChoosing(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  async function become(type: IncidentType): Promise<void> {
    leave();
    const incidentId = await acts.upgrade(type, suggestedPriority[type], callId);
    if (incidentId !== null) changeSession({ selectedIncidentId: incidentId, list: 'incidents' });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
  }

  if (complaint.status === 'upgraded') return null;
  if (!choosing) {
    return (
      <Button look="plain" action="upgrade-complaint" onPress={begin}>
        {acts.busy === 'complaint.upgrade' ? text.saving : text.upgrade}
      </Button>
    );
  }
  return (
    <div className={styles['choices']} onKeyDown={onKeyDown}>
      <span className={styles['label']}>{text.upgradeAs}</span>
      <ChoiceChips
        label={text.upgrade}
        choices={incidentTypes.map((type) => ({ value: type, word: words.incidentType[type], letter: typeLetters[type] }))}
        value={marked}
        onChoose={(type, byLetter) => {
          if (byLetter) void become(type);
          else setWalkedTo(type);
        }}
        onEnter={() => void become(marked)}
        groupRef={group}
      />
    </div>
  );
}

/** The call the form is for, where it comes from somebody who complained: that caller says that it is urgent now. */
function useCallOf({ complainants }: Complaint): string | null {
  const { current } = useDraftWorkspace();
  const calls = useLatest('calls');
  const call = current.callId === null ? undefined : calls.byKey.get(current.callId);
  const number = canonicalNumber(call?.caller.e164 ?? call?.caller.raw ?? null);
  const isTheirs = number !== null && complainants.some((each) => canonicalNumber(each.number) === number);
  return isTheirs ? current.callId : null;
}
