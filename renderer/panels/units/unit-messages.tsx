import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLog } from '../../state/use-log.ts';
import { useRadioMessageText } from '../../ui/radio-message-text.ts';
import { Time } from '../../ui/time.tsx';
import styles from './units-panel.module.css';

/** The radio panel follows as many; both read the one view. */
const keptMessages = 200;
const shownMessages = 3;

/** What the chosen unit's radios sent last, the newest first: short texts and status codes. Nothing where they sent none. */
export function UnitMessages({ unitId }: { readonly unitId: string }) {
  const text = useText(radioText);
  const said = useRadioMessageText();
  const { items } = useLog('radio-messages', {}, { tail: keptMessages });
  const own = items.filter((message) => message.unitId === unitId && message.direction === 'in').slice(-shownMessages).toReversed();
  if (own.length === 0) return null;
  return (
    <ol className={styles['messages']} aria-label={text.messages}>
      {own.map((message) => (
        <li key={message.id} data-message={message.id}>
          <Time atMs={message.atMs} /> {said(message)}
        </li>
      ))}
    </ol>
  );
}
