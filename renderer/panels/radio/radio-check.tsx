import { useEffect, useRef, useState } from 'react';
import type { Unit } from '#domain/units/unit.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { usePlaceSearch } from '../../state/use-place-search.ts';
import { SuggestField } from '../../ui/suggest-field.tsx';
import styles from './radio-check.module.css';

/** Asks a crew where it is: the sentence to speak, and a field for the answer, which becomes the unit's spoken position. */
export function RadioCheck({ unit, onDone }: { readonly unit: Unit; readonly onDone: () => void }) {
  const text = useText(radioText).check;
  const act = useAct();
  const position = useLatest('positions').byKey.get(unit.unitId);
  const near = position ?? { latitude: unit.baseLatitude, longitude: unit.baseLongitude };
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const search = usePlaceSearch(typed, true, near);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => input.current?.focus(), []);
  const isAnswered = search.text === typed.trim();
  const first = isAnswered && search.offers[0]?.isSure === true ? search.offers[0] : undefined;

  function leave(): void {
    onDone();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function keep(offer: (typeof search.offers)[number]): void {
    setSaid(text.keeping);
    void act('unit.speak-position', { unitId: unit.unitId, place: offer.place }).then((answer) => (answer.ok ? leave() : setSaid(answer.sentence)));
  }
  return (
    <div className={styles['check']} data-radio-check={unit.unitId}>
      <p className={styles['sentence']}>{text.ask(unit.callSign)}</p>
      <SuggestField
        label={text.answer}
        labelled="side"
        action="radio-check"
        value={typed}
        onChange={setTyped}
        suggestions={search.offers}
        onChoose={keep}
        onEnter={() => (first ? keep(first) : setSaid(text.choose))}
        enterTakesFirst={first !== undefined}
        onEscape={leave}
        inputRef={input}
        placeholder={text.hint}
      />
      {(said ?? search.fault) !== null && (
        <p className={styles['said']} role="status">
          {said ?? search.fault}
        </p>
      )}
    </div>
  );
}
