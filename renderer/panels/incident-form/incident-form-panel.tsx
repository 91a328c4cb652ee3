import { useEffect, useRef } from 'react';
import { priorities, incidentTypes, type Priority } from '#domain/incidents/incident.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useKeyboard } from '../../keys/keyboard-context.tsx';
import { useAction } from '../../keys/use-action.ts';
import { useChangeDraft, useDraftWorkspace } from '../../state/drafts-context.tsx';
import type { DraftAction } from '../../state/draft-workspace.ts';
import { hasContent } from '../../state/incident-draft.ts';
import { suggestedPriority } from '../../state/suggested-priority.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { focusChoice } from '../../ui/focus-choice.ts';
import { priorityMark } from '../../ui/marks/priority-mark.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formFaults } from './form-faults.ts';
import type { AwaitedPlace } from './awaited-place.ts';
import { CallLine } from './call-line.tsx';
import { ComplaintFields } from './complaint-fields.tsx';
import { DraftState } from './draft-state.tsx';
import { HandoffCard } from './handoff-card.tsx';
import { LandmarkField } from './landmark-field.tsx';
import { OpeningState } from './opening-state.tsx';
import { ParkedDrafts } from './parked-drafts.tsx';
import { PlaceField } from './place-field.tsx';
import { typeLetters } from '../../state/type-letters.ts';
import { useOpenIncident } from './use-open-incident.ts';
import { usePublishPlace } from './use-publish-place.ts';
import styles from './incident-form-panel.module.css';

/** What a caller tells, typed from top to bottom; Ctrl+Enter makes it an incident, or a complaint after F8. It works with the station away. */
export function IncidentFormPanel() {
  const text = useText(incidentFormText);
  const words = useText(wordsText);
  const { current: draft, parked } = useDraftWorkspace();
  const changeDraft = useChangeDraft();
  const ofComplaint = useText(complaintsText);
  const isComplaint = draft.kind === 'complaint';
  const awaitedPlace = useRef<AwaitedPlace | null>(null);
  const { opening, open, join, typed } = useOpenIncident(awaitedPlace);
  const { registry } = useKeyboard();
  const typeGroup = useRef<HTMLDivElement>(null);
  const priorityGroup = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  usePublishPlace(draft);

  function change(action: DraftAction): void {
    changeDraft(action);
    typed();
  }

  /** What is missing gets the focus; the fields say what it is. */
  function commit(): void {
    const missing = formFaults(draft);
    if (missing) registry.run(missing.place ? 'place' : isComplaint ? 'complaint' : 'type');
    void open();
  }

  /** The choices that get the focus once they are there. */
  const turnedTo = useRef<'incident' | 'complaint' | null>(null);
  useEffect(() => {
    if (turnedTo.current !== draft.kind) return;
    turnedTo.current = null;
    focusChoice(typeGroup.current);
  }, [draft.kind]);
  function turnInto(kind: 'incident' | 'complaint'): void {
    if (draft.kind === kind) return focusChoice(typeGroup.current);
    const wantsPlace = kind === 'complaint' && draft.placeText.trim() === '';
    if (!wantsPlace) turnedTo.current = kind;
    change({ kind: 'turn-into', draftKind: kind });
    if (wantsPlace) registry.run('place');
  }
  // What turns out to be urgent while it is typed becomes an incident with everything that is typed.
  useAction('type', () => turnInto('incident'));
  useAction('complaint', () => turnInto('complaint'));
  useAction('commit', hasContent(draft) ? commit : null);
  useAction('park-draft', hasContent(draft) || draft.callId !== null ? () => change({ kind: 'park' }) : null);
  const faults = opening.kind === 'incomplete' && opening.draftId === draft.id ? opening.faults : null;

  return (
    <PanelFrame
      name="incident-form"
      title={isComplaint ? ofComplaint.formTitle : text.title}
      face={{ kind: 'live' }}
      actions={
        <>
          {opening.kind === 'asking' || opening.kind === 'opened' ? <OpeningState opening={opening} /> : <DraftState />}
          <Button look="primary" action="commit" disabled={!hasContent(draft) || opening.kind === 'asking'} onPress={commit}>
            {isComplaint ? ofComplaint.commit : text.commit}
          </Button>
        </>
      }
      notices={
        <>
          {opening.kind === 'failed' && (
            <p className={styles['failed']} role="alert">
              <Badge mark={{ shape: 'cross', tone: 'amber' }} word={opening.sentence} />
            </p>
          )}
          <ParkedDrafts parked={parked} onResume={(draftId) => change({ kind: 'resume', draftId })} />
        </>
      }
    >
      <form className={styles['form']} onSubmit={(event) => event.preventDefault()}>
        <CallLine callId={draft.callId} />
        <PlaceField
          draft={draft}
          change={change}
          onNext={() => focusChoice(typeGroup.current)}
          onAwait={(awaited) => {
            awaitedPlace.current = awaited;
          }}
          error={faults?.place ? text.placeMissing : null}
        />
        <LandmarkField draft={draft} change={change} />
        <HandoffCard draft={draft} change={change} />
        {isComplaint ? (
          <ComplaintFields
            draft={draft}
            change={change}
            groupRef={typeGroup}
            onNext={() => note.current?.focus()}
            onJoin={(complaintId) => void join(complaintId)}
            error={faults?.type ? ofComplaint.categoryMissing : null}
          />
        ) : (
          <>
            <ChoiceChips
              label={text.type}
              action="type"
              choices={incidentTypes.map((type) => ({ value: type, word: words.incidentType[type], letter: typeLetters[type] }))}
              value={draft.type}
              onChoose={(type, byLetter) => {
                change({ kind: 'choose-type', type });
                if (byLetter) focusChoice(priorityGroup.current);
              }}
              onEnter={() => focusChoice(priorityGroup.current)}
              groupRef={typeGroup}
              error={faults?.type ? text.typeMissing : null}
            />
            <ChoiceChips
              label={text.priority}
              choices={priorities.map((priority) => ({
                value: String(priority),
                word: words.priority[priority],
                letter: String(priority),
                mark: priorityMark[priority],
              }))}
              value={draft.priority === null ? null : String(draft.priority)}
              suggested={draft.type === null ? null : String(suggestedPriority[draft.type])}
              onChoose={(value, byLetter) => {
                change({ kind: 'choose-priority', priority: Number(value) as Priority });
                if (byLetter) note.current?.focus();
              }}
              onEnter={() => note.current?.focus()}
              groupRef={priorityGroup}
            />
          </>
        )}
        <TextField
          label={text.note}
          side
          rows={2}
          value={draft.note}
          onChange={(value) => change({ kind: 'write-note', text: value })}
          placeholder={isComplaint ? ofComplaint.noteHint : text.noteHint}
          inputRef={note}
        />
      </form>
    </PanelFrame>
  );
}
