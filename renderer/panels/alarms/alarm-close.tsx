import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { alarmReasons, type AlarmReason } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Button } from '../../ui/button.tsx';
import styles from './alarm-line.module.css';

/** Two steps, so that no emergency is closed by a slip: the key lays out the reasons, their digit closes. Esc leaves it open. */
export function AlarmClose({ onClose }: { readonly onClose: (reason: AlarmReason) => void }) {
  const text = useText(alarmsText);
  const [choosing, setChoosing] = useState(false);
  const choices = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);

  function begin(): void {
    opener.current = document.activeElement;
    setChoosing(true);
  }
  useAction('close-alarm', begin);
  useEffect(() => {
    if (choosing) choices.current?.focus();
  }, [choosing]);

  function leave(): void {
    setChoosing(false);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function close(reason: AlarmReason): void {
    onClose(reason);
    leave();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return leave();
    const reason = alarmReasons[Number(event.key) - 1];
    if (!reason || event.repeat) return;
    event.preventDefault();
    close(reason);
  }

  if (!choosing) {
    return (
      <Button action="close-alarm" onPress={begin}>
        {text.close}
      </Button>
    );
  }
  return (
    <div ref={choices} className={styles['choices']} tabIndex={-1} role="group" aria-label={text.closeWith} onKeyDown={onKeyDown}>
      {alarmReasons.map((reason, index) => (
        <Button key={reason} chord={String(index + 1)} onPress={() => close(reason)}>
          {text.reasons[reason]}
        </Button>
      ))}
      <Button look="quiet" chord="Esc" onPress={leave}>
        {text.closeCancel}
      </Button>
    </div>
  );
}
