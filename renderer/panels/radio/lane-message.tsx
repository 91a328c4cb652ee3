import type { RadioMessage } from '#domain/radio/radio-message.ts';
import { useRadioMessageText } from '../../ui/radio-message-text.ts';
import { Time } from '../../ui/time.tsx';
import { SpeakerName } from './speaker-name.tsx';
import styles from './radio-panel.module.css';

/** A short text or a status code in one line: when, who, what, and what became of one that went out. */
export function LaneMessage({ message }: { readonly message: RadioMessage }) {
  const said = useRadioMessageText();
  return (
    <div className={styles['message']} data-message={message.id}>
      <Time atMs={message.atMs} />
      {message.direction === 'out' ? <span>→ {message.privateTo ?? message.talkgroup}</span> : <SpeakerName transmission={{ ...message, alias: null }} />}
      <span className={styles['where']}>{said(message)}</span>
      {message.state !== null && <span className={styles['quality']}>{message.state}</span>}
    </div>
  );
}
