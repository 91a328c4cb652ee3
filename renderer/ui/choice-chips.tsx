import type { KeyboardEvent, RefObject } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ActionId } from '../keys/key-map.ts';
import { KeyCap } from './key-cap.tsx';
import { Shape } from './shape.tsx';
import type { Mark } from './badge.tsx';
import styles from './choice-chips.module.css';

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly word: string;
  /** The letter or digit that chooses it while the group has the focus. */
  readonly letter: string;
  readonly mark?: Mark;
};

/** A few words of which one is chosen, all in sight, each by its own letter. */
export function ChoiceChips<Value extends string>({
  label,
  action,
  choices,
  value,
  onChoose,
  onEnter,
  groupRef,
  suggested = null,
  error = null,
}: {
  readonly label: string;
  readonly action?: ActionId;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  /** `byLetter` when the choice is made for good and the focus may go on. */
  readonly onChoose: (value: Value, byLetter: boolean) => void;
  readonly onEnter: () => void;
  readonly groupRef: RefObject<HTMLDivElement | null>;
  /** Holds as long as nothing is chosen. */
  readonly suggested?: Value | null;
  readonly error?: string | null;
}) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
      return;
    }
    const chosen = choices.find((choice) => choice.letter === event.key.toLowerCase());
    if (!chosen) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(chosen.value, true);
  }

  return (
    <div onKeyDownCapture={onKeyDown}>
      <RadioGroup
        ref={groupRef}
        className={styles['group'] ?? ''}
        orientation="horizontal"
        value={value}
        isInvalid={error !== null}
        onChange={(key) => {
          const chosen = choices.find((choice) => choice.value === key);
          if (chosen) onChoose(chosen.value, false);
        }}
      >
        <span className={styles['line']}>
          {action !== undefined && <KeyCap action={action} />}
          <Label className={styles['label'] ?? ''}>{label}</Label>
        </span>
        <div className={styles['chips']}>
          {choices.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              className={styles['chip'] ?? ''}
              data-suggested={(value === null && suggested === choice.value) || undefined}
            >
              <KeyCap chord={choice.letter.toUpperCase()} />
              {choice.mark !== undefined && <Shape shape={choice.mark.shape} tone={choice.mark.tone} />}
              {choice.word}
            </Radio>
          ))}
          {error !== null && <span className={styles['error']}>{error}</span>}
        </div>
      </RadioGroup>
    </div>
  );
}
