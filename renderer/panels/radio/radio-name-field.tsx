import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { bearerSaid, type Radio } from '#domain/radio/radio-naming.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './silent-list.module.css';

/** Who carries a radio, by call sign, by name, or by both. */
export function RadioNameField({ radio, onDone }: { readonly radio: Radio; readonly onDone: () => void }) {
  const text = useText(radioText);
  const act = useAct();
  const units = useLatest('units');
  const [value, setValue] = useState(radio.name ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => input.current?.focus(), []);

  function leave(): void {
    onDone();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return leave();
    if (event.key !== 'Enter' || event.repeat) return;
    event.preventDefault();
    void act('radio.name', { radioId: radio.radioId, ...bearerSaid(value, radio, units.byKey.values()) }).then((answer) => (answer.ok ? leave() : setFault(answer.sentence)));
  }
  return (
    <div className={styles['naming']}>
      <TextField label={text.nameOf(radio.radioId)} placeholder={text.namePlaceholder} value={value} onChange={setValue} onKeyDown={onKeyDown} inputRef={input} error={fault} />
    </div>
  );
}
