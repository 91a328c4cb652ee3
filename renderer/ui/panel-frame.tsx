import { useRef, type ReactNode } from 'react';
import type { ActionId } from '../keys/key-map.ts';
import type { Face } from '../state/face.ts';
import { FaceNotice } from './face-notice.tsx';
import { FaceTag } from './face-tag.tsx';
import { FocusKey } from './focus-key.tsx';
import { focusFirst } from './focus-first.ts';
import styles from './panel-frame.module.css';

export type PanelFrameProps = {
  /** Names the panel for tests and the layout. */
  readonly name: string;
  readonly title: string;
  readonly count?: number | undefined;
  readonly face: Face;
  /** The key that moves the focus into this panel; left out where the panel's own fields have keys. */
  readonly focusAction?: ActionId;
  /** What to say instead of the content when there is none: a sentence, and what to do. */
  readonly empty?: { readonly sentence: string; readonly hint?: string } | undefined;
  /** Buttons and badges at the right of the title. */
  readonly actions?: ReactNode;
  /** Lines between the title and the content that hold whatever the content's face. */
  readonly notices?: ReactNode;
  readonly children: ReactNode;
};

/** The frame every panel stands in: title, count, how fresh it is, and four different faces when it is not live. */
export function PanelFrame({ name, title, count, face, focusAction, empty, actions, notices, children }: PanelFrameProps) {
  const body = useRef<HTMLDivElement>(null);
  const withoutContent = face.kind === 'loading' || face.kind === 'broken';
  return (
    <section className={styles['panel']} data-panel={name} data-face={face.kind} aria-label={title}>
      <header className={styles['header']}>
        {focusAction !== undefined && <FocusKey action={focusAction} focus={() => focusFirst(body.current)} />}
        <h2 className={styles['title']}>{title}</h2>
        {count !== undefined && !withoutContent && <span className={styles['count']}>{count}</span>}
        <FaceTag face={face} />
        <div className={styles['actions']}>{actions}</div>
      </header>
      {notices}
      <div className={styles['body']} ref={body} tabIndex={-1}>
        {withoutContent || empty !== undefined ? <FaceNotice face={face} empty={empty} /> : children}
      </div>
    </section>
  );
}
