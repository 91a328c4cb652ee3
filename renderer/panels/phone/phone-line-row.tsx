import type { PhoneLine } from '#domain/phone/phone-line.ts';
import { phoneText } from '../../i18n/areas/phone.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNow } from '../../state/use-now.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { phoneText as numberText } from '../../ui/phone-text.ts';
import { lineMark, lineSinceMs, lineWord } from './phone-facts.ts';
import type { OrderPhone } from './use-phone-orders.ts';
import styles from './phone-panel.module.css';

/** One line: what it does, who it is, how long; its keys where they act on this line, else its buttons. */
export function PhoneLineRow({ line, isCurrent, isFirstRinging, order }: { readonly line: PhoneLine; readonly isCurrent: boolean; readonly isFirstRinging: boolean; readonly order: OrderPhone }) {
  const text = useText(phoneText);
  const nowMs = useNow();
  const word = lineWord(line);
  const input = { line: line.id };
  return (
    <li className={styles['row']} data-state={word} data-current={isCurrent || undefined}>
      <span className={styles['word']}>
        <Badge mark={lineMark[word]} word={text.lines[word]} blinking={word === 'ringing'} />
        {line.muted && line.state === 'talking' && <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.muted} />}
      </span>
      <span className={styles['who']} title={line.name ?? undefined}>
        {numberText(line.number)}
        {line.digitsHeard !== '' && <span className={styles['digits']}>{text.pressed(line.digitsHeard)}</span>}
        {line.transfer !== null && <span className={styles['digits']}>{text.transfer[line.transfer.state](line.transfer.target)}</span>}
      </span>
      <span className={styles['clock']}>{stopwatchText(nowMs - lineSinceMs(line))}</span>
      <span className={styles['keys']}>
        {line.state === 'ringing' && (
          <Button look="quiet" {...(isFirstRinging ? { action: 'phone-decline' as const } : {})} onPress={() => void order('phone.decline', input)}>
            {text.decline}
          </Button>
        )}
        {line.state === 'talking' && (
          <Button look="quiet" {...(isCurrent ? { action: 'phone-hold' as const } : {})} onPress={() => void order(line.heldByUs ? 'phone.resume' : 'phone.hold', input)}>
            {line.heldByUs ? text.resume : text.hold}
          </Button>
        )}
        {line.state === 'talking' && (
          <Button look="quiet" pressed={line.muted} {...(isCurrent ? { action: 'phone-mute' as const } : {})} onPress={() => void order('phone.mute', { ...input, on: !line.muted })}>
            {text.mute}
          </Button>
        )}
        {line.consultFor !== null && line.state === 'talking' && (
          <Button look="quiet" action="phone-complete-transfer" onPress={() => void order('phone.complete-transfer', input)}>
            {text.complete}
          </Button>
        )}
        {line.consultFor !== null && line.state !== 'ended' && (
          <Button look="quiet" action="phone-cancel-transfer" onPress={() => void order('phone.cancel-transfer', input)}>
            {text.back}
          </Button>
        )}
        {line.state !== 'ended' && line.state !== 'ringing' && (
          <Button look="quiet" {...(isCurrent ? { action: 'phone-hang-up' as const } : {})} onPress={() => void order('phone.hang-up', input)}>
            {text.hangUp}
          </Button>
        )}
      </span>
    </li>
  );
}
