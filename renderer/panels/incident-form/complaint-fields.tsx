import type { RefObject } from 'react';
import { complaintCategories } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { categoryLetters } from '../../state/category-letters.ts';
import { agencyOf } from '../../state/complaint-draft.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { Select } from '../../ui/select.tsx';
import { NearComplaint } from './near-complaint.tsx';
import styles from './incident-form-panel.module.css';

const none = 'none';

/** What a complaint has in the place of an incident's type and priority: its category, and the agency that its lane suggests. */
export function ComplaintFields({ draft, change, groupRef, onNext, onJoin, error }: {
  readonly draft: IncidentDraft;
  readonly change: (action: DraftAction) => void;
  readonly groupRef: RefObject<HTMLDivElement | null>;
  readonly onNext: () => void;
  readonly onJoin: (complaintId: string) => void;
  readonly error: string | null;
}) {
  const text = useText(complaintsText);
  const words = useText(wordsText);
  const { agencies, complaintLanes } = useSite();
  const agencyId = agencyOf(draft, complaintLanes);
  return (
    <>
      <ChoiceChips
        label={text.category}
        action="complaint"
        choices={complaintCategories.map((category) => ({ value: category, word: words.complaintCategory[category], letter: categoryLetters[category] }))}
        value={draft.category}
        onChoose={(category, byLetter) => {
          change({ kind: 'choose-category', category });
          if (byLetter) onNext();
        }}
        onEnter={onNext}
        groupRef={groupRef}
        error={error}
      />
      <div className={styles['agency']}>
        <span className={styles['agencyLabel']}>{text.agency}</span>
        <Select
          label={text.agency}
          value={agencyId ?? none}
          options={[...(agencyId === null ? [{ value: none, word: text.noAgency }] : []), ...agencies.map(({ id, name }) => ({ value: id, word: name }))]}
          onChange={(chosen) => {
            if (chosen !== none) change({ kind: 'choose-agency', agencyId: chosen });
          }}
        />
        {agencyId !== null && draft.agencyId === null && <Badge mark={{ shape: 'frame', tone: 'violet' }} word={text.suggested} />}
      </div>
      <NearComplaint draft={draft} onJoin={onJoin} />
    </>
  );
}
