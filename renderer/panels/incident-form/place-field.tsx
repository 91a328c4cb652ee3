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
import { usePreference } from '../../state/preferences.ts';
import { useAsk } from '../../state/use-ask.ts';
import { findSurePlace, usePlaceSearch } from '../../state/use-place-search.ts';
import type { AwaitedPlace } from './awaited-place.ts';
import styles from './incident-form-panel.module.css';

/** Where it happened: a place of the gazetteer, a dictated point, or words alone. */
export function PlaceField({ draft, change, onNext, onAwait, error }: {
  readonly draft: IncidentDraft;
  readonly change: (action: DraftAction) => void;
  readonly onNext: () => void;
  /** Enter was pressed before the answer to the words was there. */
  readonly onAwait: (awaited: AwaitedPlace) => void;
  readonly error: string | null;
}) {
  const text = useText(incidentFormText);
  const ask = useAsk();
  const language = usePreference('language');
  const input = useRef<HTMLInputElement>(null);
  const near = useNearPlace(draft);
  const search = usePlaceSearch(draft.placeText, draft.place === null, near);
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

  const point = answered && draft.place === null && offered?.isPoint === true ? offered.place : null;
  useEffect(() => {
    if (point) onAwait({ text: search.text, found: Promise.resolve(point) });
  });

  function onEnter(): void {
    if (draft.place === null && draft.placeText.trim() !== '') {
      if (!answered) {
        const typed = draft.placeText.trim();
        awaited.current = typed;
        onAwait({ text: typed, found: findSurePlace(ask, typed, near, language) });
      } else if (first) change({ kind: 'choose-place', place: first.place });
    }
    onNext();
  }

  const problem = error ?? search.fault;

  return (
    <div className={styles['place']} onBlur={() => point && change({ kind: 'choose-place', place: point })}>
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
