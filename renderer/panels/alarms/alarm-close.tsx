import { alarmReasons, type AlarmReason } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { useDigitChoice } from '../../ui/use-digit-choice.ts';
import styles from './alarm-line.module.css';

/** Two steps, so that no emergency is closed by a slip: the key lays out the reasons, their digit closes. Esc leaves it open. */
export function AlarmClose({ onClose }: { readonly onClose: (reason: AlarmReason) => void }) {
  const text = useText(alarmsText);
  const { isOpen, begin, choose, leave, ref, onKeyDown } = useDigitChoice(alarmReasons, onClose);
  useAction('close-alarm', begin);

  if (!isOpen) {
    return (
      <Button action="close-alarm" onPress={begin}>
        {text.close}
      </Button>
    );
  }
  return (
    <div ref={ref} className={styles['choices']} tabIndex={-1} role="group" aria-label={text.closeWith} onKeyDown={onKeyDown}>
      {alarmReasons.map((reason, index) => (
        <Button key={reason} chord={String(index + 1)} onPress={() => choose(reason)}>
          {text.reasons[reason]}
        </Button>
      ))}
      <Button look="quiet" chord="Esc" onPress={leave}>
        {text.closeCancel}
      </Button>
    </div>
  );
}
