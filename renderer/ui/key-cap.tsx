import { useKeyboard } from '../keys/keyboard-context.tsx';
import type { ActionId } from '../keys/key-map.ts';
import styles from './key-cap.module.css';

const drawn: Readonly<Record<string, string>> = { Enter: '⏎', ArrowUp: '↑', ArrowDown: '↓' };

/** The key of an action as it is mapped now, or the given chord where a key has its meaning only in one place. */
export function KeyCap(props: { readonly action: ActionId } | { readonly chord: string }) {
  const { keyMap } = useKeyboard();
  const chord = 'chord' in props ? props.chord : (keyMap[props.action][0] ?? '');
  const parts = chord === '+' ? ['+'] : chord.split('+');
  return (
    <kbd className={styles['cap']} aria-hidden>
      {parts.map((part) => drawn[part] ?? part).join(' ')}
    </kbd>
  );
}
