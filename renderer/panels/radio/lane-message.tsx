import type { RadioMessage } from '#domain/radio/radio-message.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { Time } from '../../ui/time.tsx';
import { SpeakerName } from './speaker-name.tsx';
import styles from './radio-panel.module.css';

/** A short text or a status code in one line: when, who, what, and what became of one that went out. */
export function LaneMessage({ message }: { readonly message: RadioMessage }) {
  const text = useText(radioText);
  const { unitStatus } = useText(wordsText);
  const { radioStatuses } = useSite();
  const meaning = radioStatuses.find(({ code }) => code === message.statusCode)?.status;
  const status = message.statusCode === null ? null : [text.statusCode(message.statusCode), ...(meaning ? [unitStatus[meaning]] : [])].join(' · ');
  const said = [message.text, status].filter((part) => part !== null).join(' · ');
  return (
    <div className={styles['message']} data-message={message.id}>
      <Time atMs={message.atMs} />
      {message.direction === 'out' ? <span>→ {message.privateTo ?? message.talkgroup}</span> : <SpeakerName transmission={{ ...message, alias: null }} />}
      <span className={styles['where']}>{said}</span>
      {message.state !== null && <span className={styles['quality']}>{message.state}</span>}
    </div>
  );
}
