import { useRef, useState } from 'react';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import { phoneText } from '../../i18n/areas/phone.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { contactsNamed, contactsOf, targetOf } from './contacts.ts';
import { PhoneContacts } from './phone-contacts.tsx';
import type { OrderPhone } from './use-phone-orders.ts';
import styles from './phone-panel.module.css';

/** A number or the name of a contact and what to do with it: call it, send the line there, ask there first, or press it as digits. Enter calls. */
export function PhoneNumber({ line, order }: { readonly line: PhoneLine | null; readonly order: OrderPhone }) {
  const text = useText(phoneText);
  const [number, setNumber] = useState('');
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useAction('phone-number', () => field.current?.focus());
  const contacts = contactsOf(useSite());
  const [isListOpen, setListOpen] = useState(false);
  const target = targetOf(number, contacts);
  const isTalking = line?.state === 'talking';
  const run = async (done: Promise<boolean>): Promise<void> => {
    if (await done) setNumber('');
  };
  const dial = (): void => void run(order('phone.dial', { target }));
  return (
    <div
      className={styles['number']}
      onFocus={() => setListOpen(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setListOpen(false);
      }}
    >
      <TextField
        label={text.number}
        action="phone-number"
        side
        mono
        value={number}
        onChange={setNumber}
        inputRef={field}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && target !== '' && !event.ctrlKey) dial();
        }}
      />
      <Button chord="Enter" disabled={target === ''} onPress={dial}>
        {text.dial}
      </Button>
      {isTalking && (
        <>
          <Button disabled={target === ''} onPress={() => void run(order('phone.transfer-blind', { line: line.id, target }))}>
            {text.transferBlind}
          </Button>
          <Button disabled={target === ''} onPress={() => void run(order('phone.transfer-attended', { line: line.id, target }))}>
            {text.transferAttended}
          </Button>
          <Button disabled={!/^[0-9A-D*#]{1,32}$/.test(target)} onPress={() => void run(order('phone.send-digits', { line: line.id, digits: target }))}>
            {text.digits}
          </Button>
        </>
      )}
      <PhoneContacts contacts={contacts} shown={contactsNamed(number, contacts)} isOpen={isListOpen} dial={({ phone }) => void run(order('phone.dial', { target: targetOf(phone, contacts) }))} />
    </div>
  );
}
