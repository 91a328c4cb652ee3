import type { CallHistory } from '#contract/records/call-records.ts';
import { isOver } from '#domain/complaints/complaint.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { historyLines } from './history-lines.ts';
import styles from './caller-panel.module.css';

const mostLines = 5;

/** The caller's past, a few lines that keep their place. */
export function HistoryList({ history }: { readonly history: CallHistory }) {
  const text = useText(callerText);
  const words = useText(wordsText);
  const { selectedComplaintId } = useSession();
  const changeSession = useChangeSession();
  const live = useLatest('complaints');
  const complaints = history.complaints.map((each) => live.byKey.get(each.id) ?? each).filter((each) => !isOver(each));
  // Pressed again it goes on to the next of them.
  const shown = complaints.findIndex(({ id }) => id === selectedComplaintId);
  const next = complaints[(shown + 1) % Math.max(1, complaints.length)];
  useAction('caller-complaint', next ? () => changeSession({ selectedComplaintId: next.id }) : null);
  return (
    <ul className={styles['history']} aria-label={text.history}>
      {historyLines({ ...history, complaints }, { text, words }, mostLines).map((line) => (
        <li key={line.id} className={styles['line']}>
          <Badge mark={line.mark} word={line.word} />
          <span className={styles['detail']}>{line.detail}</span>
          <span className={styles['age']}>
            {line.id === next?.id && <KeyCap action="caller-complaint" />}
            <CoarseAge sinceMs={line.atMs} />
          </span>
        </li>
      ))}
    </ul>
  );
}
