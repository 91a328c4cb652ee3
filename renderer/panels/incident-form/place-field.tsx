import { useEffect, useRef } from 'react';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import { SuggestField } from '../../ui/suggest-field.tsx';
import { CallerPlace } from './caller-place.tsx';
import { PlaceState } from './place-state.tsx';
import { useNearPlace } from './use-near-place.ts';
import { usePlaceRadius } from './use-place-radius.ts';
import { usePlaceSearch } from '../../state/use-place-search.ts';
import styles from './incident-form-panel.module.css';

/** Where it happened: a place of the gazetteer, a dictated point, or words alone. */
export function PlaceField({ draft, change, onNext, error }: {
  readonly draft: IncidentDraft;
  readonly change: (action: DraftAction) => void;
  readonly onNext: () => void;
  readonly error: string | null;
}) {
  const text = useText(incidentFormText);
  const input = useRef<HTMLInputElement>(null);
  const search = usePlaceSearch(draft.placeText, draft.place === null, useNearPlace(draft));
  const answered = search.text === draft.placeText.trim();
  /** The text for which Enter was pressed before its answer came: the first offer is taken when it does. */
  const awaited = useRef<string | null>(null);
  useAction('place', () => {
    input.current?.focus();
    input.current?.select();
  });

  const offered = search.offers[0];
  usePlaceRadius(draft, change, answered ? offered : undefined);
  const first = offered?.isSure === true ? offered : undefined;
  useEffect(() => {
    if (!answered || awaited.current === null) return;
    if (awaited.current === search.text && first) change({ kind: 'choose-place', place: first.place });
    awaited.current = null;
  }, [answered, change, first, search.text]);

  function onEnter(): void {
    if (draft.place === null && draft.placeText.trim() !== '') {
      if (!answered) awaited.current = draft.placeText.trim();
      else if (first) change({ kind: 'choose-place', place: first.place });
    }
    onNext();
  }

  const problem = error ?? search.fault;

  return (
    <div className={styles['place']}>
      <SuggestField
        label={text.place}
        labelled="side"
        action="place"
        value={draft.placeText}
        onChange={(typed) => change({ kind: 'write-place', text: typed })}
        suggestions={draft.place === null ? search.offers : []}
        onChoose={(offer) => {
          change({ kind: 'choose-place', place: offer.place });
          onNext();
        }}
        onEnter={onEnter}
        enterTakesFirst={first !== undefined}
        inputRef={input}
        placeholder={text.placeHint}
        invalid={error !== null}
      />
      <p className={styles['placeState']} data-error={problem !== null || undefined} aria-live="polite">
        {problem ?? <PlaceState draft={draft} canBeUnsure={answered && offered !== undefined} />}
        <CallerPlace draft={draft} change={change} />
      </p>
    </div>
  );
}
