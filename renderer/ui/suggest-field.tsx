import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { ActionId } from '../keys/key-map.ts';
import { KeyCap } from './key-cap.tsx';
import styles from './field.module.css';

export type Suggestion = { readonly id: string; readonly name: string; readonly detail: string; readonly mark?: ReactNode };

export type SuggestFieldProps<Item extends Suggestion> = {
  readonly label: string;
  /** Where the label stands: above, at the left, or only for those who listen. */
  readonly labelled?: 'above' | 'side' | 'hidden';
  readonly action: ActionId;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly suggestions: readonly Item[];
  readonly onChoose: (suggestion: Item) => void;
  /** Enter where no offer is marked: the caller decides, since the offers may belong to an older text. */
  readonly onEnter: () => void;
  /** Prints Enter at the first offer. */
  readonly enterTakesFirst: boolean;
  /** Escape where no list was open. The text stays whatever happens. */
  readonly onEscape?: () => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly placeholder?: string;
  readonly above?: boolean;
  readonly invalid?: boolean;
};

/** A field that offers while it is typed in. Enter takes the first offer; the text itself is never changed unasked. */
export function SuggestField<Item extends Suggestion>(props: SuggestFieldProps<Item>) {
  const { label, labelled = 'above', action, value, onChange, suggestions, onChoose, onEnter, inputRef } = props;

  function onKeyDownCapture(event: KeyboardEvent): void {
    const input = inputRef.current;
    if (!input || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const listIsOpen = input.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !listIsOpen) {
      event.stopPropagation();
      props.onEscape?.();
    }
    if (event.key !== 'Enter') return;
    const marked = input.getAttribute('aria-activedescendant');
    if (listIsOpen && marked !== null && marked !== '') return;
    event.preventDefault();
    event.stopPropagation();
    onEnter();
  }

  return (
    <div className={styles['whole']} onKeyDownCapture={onKeyDownCapture}>
    <ComboBox
      className={styles['field'] ?? ''}
      data-side={labelled === 'side' || undefined}
      inputValue={value}
      onInputChange={(text) => {
        if (text !== value) onChange(text);
      }}
      value={null}
      onChange={(key) => {
        const chosen = suggestions.find((suggestion) => suggestion.id === key);
        if (chosen) onChoose(chosen);
      }}
      items={suggestions}
      allowsCustomValue
      // Offers come after the letter that asked for them; a list that may be empty is open by then.
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={props.invalid ?? false}
    >
      <span className={labelled === 'hidden' ? 'visually-hidden' : (styles['line'] ?? '')}>
        <KeyCap action={action} />
        <Label className={styles['label'] ?? ''}>{label}</Label>
      </span>
      <Input ref={inputRef} className={styles['input'] ?? ''} placeholder={props.placeholder ?? ''} spellCheck={false} autoComplete="off" />
      <Popover className={styles['popover'] ?? ''} offset={2} placement={props.above ? 'top start' : 'bottom start'}>
        <ListBox items={suggestions} dependencies={[props.enterTakesFirst, suggestions[0]]}>
          {(suggestion) => (
            <ListBoxItem id={suggestion.id} textValue={suggestion.name} className={styles['option'] ?? ''}>
              {suggestion.mark}
              <span className={styles['optionName']}>{suggestion.name}</span>
              <span className={styles['optionDetail']}>{suggestion.detail}</span>
              {props.enterTakesFirst && suggestion === suggestions[0] && <KeyCap chord="Enter" />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
    </div>
  );
}
