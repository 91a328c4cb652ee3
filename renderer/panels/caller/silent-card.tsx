import type { SilentCaller } from '#domain/calls/silent-caller.ts';
import { callerText } from '../../i18n/areas/caller.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './caller-panel.module.css';

/** For a caller who cannot speak: what was pressed, and questions that a key can answer. */
export function SilentCard({ caller }: { readonly caller: SilentCaller }) {
  const text = useText(callerText);
  return (
    <div className={styles['card']} role="status" data-silent-card>
      <Badge mark={{ shape: 'triangle', tone: 'red' }} word={text.card} filled />
      <span className={styles['digits']}>{caller.digits.length === 0 ? '' : `${text.digits}: ${caller.digits.join(' ')}`}</span>
      <ol className={styles['questions']}>
        {text.questions.split('\n').map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ol>
    </div>
  );
}
