import type { CallHistory } from '#contract/records/call-records.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import { historyLines } from './history-lines.ts';
import styles from './caller-panel.module.css';

const mostLines = 5;

/** The caller's past, a few lines that keep their place. */
export function HistoryList({ history }: { readonly history: CallHistory }) {
  const text = useText(callerText);
  const words = useText(wordsText);
  return (
    <ul className={styles['history']} aria-label={text.history}>
      {historyLines(history, { text, words }, mostLines).map((line) => (
        <li key={line.id} className={styles['line']}>
          <Badge mark={line.mark} word={line.word} />
          <span className={styles['detail']}>{line.detail}</span>
          <CoarseAge sinceMs={line.atMs} />
        </li>
      ))}
    </ul>
  );
}
