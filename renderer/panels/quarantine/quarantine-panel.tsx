import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { quarantineText } from '../../i18n/areas/quarantine.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FaceNotice } from '../../ui/face-notice.tsx';
import { FaceTag } from '../../ui/face-tag.tsx';
import { focusFirst } from '../../ui/focus-first.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Time } from '../../ui/time.tsx';
import { orderedQuarantine, quarantineSummary } from './quarantine-summary.ts';
import { QuarantineTable } from './quarantine-table.tsx';
import styles from './quarantine-panel.module.css';

const nothing: Mark = { shape: 'bar', tone: 'grey' };

/** One line about what could not be read; opened by its key or button, it shows each source and reason with samples. */
export function QuarantinePanel() {
  const text = useText(quarantineText);
  const view = useLatest('quarantine');
  const face = useFace(view);
  const nowMs = useNow();
  const [isOpen, setOpen] = useState(false);
  const line = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const entries = orderedQuarantine(view.byKey.values());
  const summary = quarantineSummary(entries, nowMs);
  const empty = { sentence: text.empty, hint: text.emptyHint };

  useAction('focus-quarantine', () => {
    flushSync(() => setOpen(true));
    focusFirst(body.current);
  });

  const word = summary ? text.summary(new Intl.NumberFormat('id-ID').format(summary.messages), summary.sources) : text.none;
  return (
    <section className={styles['panel']} data-panel="quarantine" data-face={face.kind} data-open={isOpen || undefined} aria-label={text.title}>
      <header ref={line} className={styles['line']}>
        <KeyCap action="focus-quarantine" />
        <h2 className={styles['title']}>{text.title}</h2>
        {view.loaded && <Badge mark={summary?.fresh ? { shape: 'frame', tone: 'amber' } : nothing} word={word} />}
        {summary && (
          <span className={styles['when']}>
            {text.last} <Time atMs={summary.lastAtMs} />
          </span>
        )}
        <FaceTag face={face} />
        <span className={styles['gap']} />
        <Button look="quiet" pressed={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? text.close : text.open}
        </Button>
      </header>
      {isOpen && (
        <div
          ref={body}
          className={styles['body']}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            focusFirst(line.current);
            setOpen(false);
          }}
        >
          {summary ? <QuarantineTable entries={entries} /> : <FaceNotice face={face} empty={empty} />}
        </div>
      )}
    </section>
  );
}
