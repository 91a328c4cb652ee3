import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { syncText } from '../../i18n/areas/sync.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { FaceTag } from '../../ui/face-tag.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { clockWarning, restingParts, syncFacts, syncModeMark } from './sync-facts.ts';
import { useSyncStatus } from './use-sync-status.ts';
import styles from './sync-panel.module.css';

/** One line about central: how this seat stands, what is on its way and how long it takes; opened, everything that is known of it. */
export function SyncPanel() {
  const text = useText(syncText);
  const face = useFace(useLatest('sync'));
  const { status, reading } = useSyncStatus();
  const [isOpen, setOpen] = useState(false);
  const line = useRef<HTMLElement>(null);
  const body = useRef<HTMLDListElement>(null);
  useAction('focus-sync', () => {
    flushSync(() => setOpen(true));
    body.current?.focus();
  });
  const warning = status ? clockWarning(status, reading) : null;
  const parts = status ? restingParts(status, reading) : [];
  return (
    <section className={styles['panel']} data-panel="sync" data-face={face.kind} aria-label={text.title}>
      <header ref={line} className={styles['line']} tabIndex={-1}>
        <KeyCap action="focus-sync" />
        <h2 className={styles['title']}>{text.title}</h2>
        <span className={styles['mode']}>{status && <Badge mark={syncModeMark[status.mode]} word={text.modes[status.mode]} />}</span>
        {warning !== null && <Badge mark={{ shape: 'triangle', tone: 'amber' }} word={warning} />}
        <FaceTag face={face} />
      </header>
      {status && <p className={styles['progress']}>{parts.join(' · ')}</p>}
      {isOpen && status && (
        <dl
          ref={body}
          className={styles['facts']}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            line.current?.focus();
            setOpen(false);
          }}
        >
          {syncFacts(status, reading).map(([fact, value]) => (
            <div key={fact} className={styles['fact']}>
              <dt>{text.facts[fact]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
