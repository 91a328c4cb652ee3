import { useEffect, useReducer, useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { conflictRulesText, conflictsText } from '../../i18n/areas/conflicts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { orderedConflicts } from '../../state/conflict-sides.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { FaceTag } from '../../ui/face-tag.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Time } from '../../ui/time.tsx';
import { deskAfter, emptyDesk, meaningOfKeys, movedConflict, sideOfKey, type Desk } from './conflict-desk.ts';
import { conflictSubject, settledWords } from './conflict-facts.ts';
import { ConflictSides } from './conflict-sides.tsx';
import { useConflictNames } from './use-conflict-names.ts';
import { useResolve } from './use-resolve.ts';
import styles from './conflicts-panel.module.css';

/** A digit means what has stood on the screen for so long. */
const settledMs = 400;

type Change = { readonly open: readonly Conflict[]; readonly focused: boolean; readonly chosen: string | null } | { readonly moveTo: Conflict | null };

function changeDesk(desk: Desk, change: Change): Desk {
  return 'moveTo' in change ? { shown: change.moveTo, settledElsewhere: false } : deskAfter(desk, change.open, change);
}

/**
 * Decisions of two seats that contradict each other, side by side. One key opens it at the one that matters most, a digit says which
 * side holds.
 */
export function ConflictsPanel() {
  const text = useText(conflictsText);
  const rules = useText(conflictRulesText);
  const view = useLatest('conflicts');
  const face = useFace(view);
  const names = useConflictNames();
  const { choice, resolve } = useResolve();
  const open = orderedConflicts(view.byKey.values());
  const [isOpen, setOpen] = useReducer((_before: boolean, next: boolean) => next, false);
  const [desk, change] = useReducer(changeDesk, emptyDesk);
  const line = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const meaning = useRef({ text: '', sinceMs: 0 });

  useEffect(() => {
    const focused = body.current?.contains(document.activeElement) ?? false;
    change({ open: orderedConflicts(view.byKey.values()), focused, chosen: choice?.meaning ?? null });
  }, [view.byKey, choice]);
  const shown = desk.shown ?? open[0] ?? null;
  useEffect(() => {
    const text = shown ? meaningOfKeys(shown) : '';
    if (text !== meaning.current.text) meaning.current = { text, sinceMs: performance.now() };
  }, [shown]);
  const isEmpty = shown === null;
  useEffect(() => {
    if (!isEmpty || !isOpen) return;
    // Nothing is left to choose: the panel folds up, and a keyboard that was in it stays at its line.
    if (body.current?.contains(document.activeElement)) line.current?.focus();
    setOpen(false);
  }, [isEmpty, isOpen]);

  useAction('focus-conflicts', () => {
    if (open.length === 0) return line.current?.focus();
    flushSync(() => setOpen(true));
    body.current?.focus();
  });

  function choose(conflict: Conflict, eventId: string): void {
    resolve(conflict, eventId, settledWords(conflict, eventId, names));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') {
      line.current?.focus();
      setOpen(false);
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      change({ moveTo: movedConflict(open, shown, event.key === 'ArrowDown' ? 1 : -1) });
      return;
    }
    if (!shown || desk.settledElsewhere) return;
    const eventId = sideOfKey(event.key, shown);
    if (eventId === null) return;
    event.preventDefault();
    if (performance.now() - meaning.current.sinceMs >= settledMs) choose(shown, eventId);
  }

  const mine = shown && choice?.meaning === meaningOfKeys(shown) ? choice : null;
  return (
    <section className={styles['panel']} data-panel="conflicts" data-face={face.kind} data-waiting={open.length > 0 || undefined} aria-label={text.title}>
      <header ref={line} className={styles['line']} tabIndex={-1}>
        <KeyCap action="focus-conflicts" />
        <h2 className={styles['title']}>{text.title}</h2>
        {view.loaded && open.length === 0 && <Badge mark={{ shape: 'bar', tone: 'grey' }} word={text.none} />}
        {open.length > 0 && <Badge mark={{ shape: 'clash', tone: 'red' }} word={text.badge(open.length)} />}
        {shown && (
          <span className={styles['subject']}>
            <strong>{conflictSubject(shown, names)}</strong> · {rules[shown.rule]}
          </span>
        )}
        {isOpen && shown && open.length > 1 && <span className={styles['place']}>{text.place(open.findIndex(({ id }) => id === shown.id) + 1, open.length)}</span>}
        {choice !== null && choice.savedAtMs !== null && mine === null && (
          <span className={styles['settled']}>
            <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.settled(choice.words)} /> <Time atMs={choice.savedAtMs} />
          </span>
        )}
        <FaceTag face={face} />
      </header>
      {isOpen && shown && (
        <div ref={body} className={styles['body']} tabIndex={-1} onKeyDown={onKeyDown}>
          <ConflictSides conflict={shown} choice={mine} settledElsewhere={desk.settledElsewhere} names={names} onChoose={(eventId) => choose(shown, eventId)} />
        </div>
      )}
    </section>
  );
}
