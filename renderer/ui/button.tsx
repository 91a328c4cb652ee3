import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ActionId } from '../keys/key-map.ts';
import { KeyCap } from './key-cap.tsx';
import styles from './button.module.css';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Prints the key that does the same. */
  readonly action?: ActionId;
  readonly chord?: string;
  /** `primary` is the one thing to do next; `quiet` has no border until it is pointed at. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'alarm';
  readonly disabled?: boolean;
  /** For a button whose face is only an icon. */
  readonly label?: string;
  readonly pressed?: boolean;
};

export function Button({ children, onPress, action, chord, look = 'plain', disabled = false, label, pressed }: ButtonProps) {
  return (
    <AriaButton
      className={styles['button'] ?? ''}
      data-look={look}
      onPress={onPress}
      isDisabled={disabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {action !== undefined && <KeyCap action={action} />}
      {chord !== undefined && <KeyCap chord={chord} />}
      <span className={styles['face']}>{children}</span>
    </AriaButton>
  );
}
