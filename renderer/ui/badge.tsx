import { Shape, type ShapeName, type Tone } from './shape.tsx';
import styles from './badge.module.css';

/** How a state looks: shape and colour. Its word comes from the language. */
export type Mark = { readonly shape: ShapeName; readonly tone: Tone };

/** A state as shape and word. `filled` is for an alarm that wants a person now. */
export function Badge({ mark, word, filled = false, blinking = false }: {
  readonly mark: Mark;
  readonly word: string;
  readonly filled?: boolean;
  readonly blinking?: boolean;
}) {
  return (
    <span className={styles['badge']} data-tone={mark.tone} data-filled={filled || undefined}>
      <Shape shape={mark.shape} tone={filled ? 'plain' : mark.tone} blinking={blinking} />
      <span className={styles['word']}>{word}</span>
    </span>
  );
}
