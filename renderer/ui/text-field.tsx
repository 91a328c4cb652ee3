import type { KeyboardEvent, Ref } from 'react';
import { FieldError, Input, Label, TextArea, TextField as AriaTextField } from 'react-aria-components';
import type { ActionId } from '../keys/key-map.ts';
import { KeyCap } from './key-cap.tsx';
import styles from './field.module.css';

export type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly action?: ActionId;
  /** One sentence at the field when its value will not do. */
  readonly error?: string | null;
  readonly placeholder?: string;
  /** More than one makes it a text area. */
  readonly rows?: number;
  readonly mono?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  /** The label stands at the left instead of above. */
  readonly side?: boolean;
};

/** A labelled field with its key printed and its error beneath. */
export function TextField({
  label,
  value,
  onChange,
  action,
  error = null,
  placeholder = '',
  rows = 1,
  mono = false,
  onKeyDown,
  inputRef,
  side = false,
}: TextFieldProps) {
  const shared = {
    className: `${styles['input']} ${mono ? 'mono' : ''}`,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    ...(onKeyDown ? { onKeyDown } : {}),
    ...(inputRef ? { ref: inputRef } : {}),
  };
  return (
    <AriaTextField className={styles['field'] ?? ''} data-side={side || undefined} value={value} onChange={onChange} isInvalid={error !== null}>
      <span className={styles['line']}>
        {action !== undefined && <KeyCap action={action} />}
        <Label className={styles['label'] ?? ''}>{label}</Label>
      </span>
      {rows > 1 ? <TextArea rows={rows} {...shared} /> : <Input {...shared} />}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
