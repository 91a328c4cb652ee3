import { useState } from 'react';
import { isLive } from '#domain/phone/phone-line.ts';
import type { Phone } from '#domain/phone/phone.ts';
import { phoneText } from '../../i18n/areas/phone.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { usePhone } from '../../state/use-phone.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { currentLine, firstRinging, phoneStanding, standingMark } from './phone-facts.ts';
import { PhoneLineRow } from './phone-line-row.tsx';
import { PhoneNumber } from './phone-number.tsx';
import { PhoneSound } from './phone-sound.tsx';
import { usePhoneOrders } from './use-phone-orders.ts';
import styles from './phone-panel.module.css';

/** So many that have ended leave room for those that go on. */
const endedShown = 3;

/** This seat's softphone: whether it is registered, its lines and their keys, a number to call, and its sound. */
export function PhonePanel() {
  const text = useText(phoneText);
  const face = useFace(useLatest('phones'));
  const phone = usePhone();
  const { order, fault } = usePhoneOrders();
  const [isSoundOpen, setSoundOpen] = useState(false);
  const lines = phone?.lines ?? [];
  const line = currentLine(lines);
  const isTalking = line?.state === 'talking';
  const joinable = lines.filter((each) => each.state === 'talking').length > 1;
  const joined = lines.some((each) => each.conferenced);
  useAction('phone-hold', isTalking ? () => void order(line.heldByUs ? 'phone.resume' : 'phone.hold', { line: line.id }) : null);
  useAction('phone-mute', isTalking ? () => void order('phone.mute', { line: line.id, on: !line.muted }) : null);
  useAction('phone-hang-up', line !== null && line.state !== 'ringing' ? () => void order('phone.hang-up', { line: line.id }) : null);
  const ringing = firstRinging(lines);
  useAction('phone-decline', ringing ? () => void order('phone.decline', { line: ringing.id }) : null);
  const consulting = lines.find((each) => isLive(each) && each.consultFor !== null);
  useAction('phone-complete-transfer', consulting?.state === 'talking' ? () => void order('phone.complete-transfer', { line: consulting.id }) : null);
  useAction('phone-cancel-transfer', consulting ? () => void order('phone.cancel-transfer', { line: consulting.id }) : null);
  useAction('phone-conference', joinable ? () => void order('phone.conference', { on: !joined }) : null);
  useAction('phone-sound', () => setSoundOpen(!isSoundOpen));
  const standing = phone && phoneStanding(phone);
  return (
    <PanelFrame
      name="phone"
      title={text.title}
      face={face}
      focusAction="focus-phone"
      actions={
        <>
          {standing !== null && <Badge mark={standingMark[standing]} word={text.standing[standing]} />}
          <Button look="quiet" action="phone-sound" pressed={isSoundOpen} onPress={() => setSoundOpen(!isSoundOpen)}>
            {text.sound}
          </Button>
        </>
      }
      notices={<PhoneNotices phone={phone} fault={fault} />}
    >
      {lines.length > 0 && (
        <ul className={styles['lines']} aria-label={text.list}>
          {[...lines.filter(isLive), ...lines.filter((each) => !isLive(each)).slice(-endedShown)].map((each) => (
            <PhoneLineRow key={each.id} line={each} isCurrent={each.id === line?.id} isFirstRinging={each.id === ringing?.id} order={order} />
          ))}
        </ul>
      )}
      {joinable && (
        <div className={styles['number']}>
          <Button action="phone-conference" pressed={joined} onPress={() => void order('phone.conference', { on: !joined })}>
            {joined ? text.part : text.join}
          </Button>
        </div>
      )}
      <PhoneNumber line={line} order={order} />
      {phone && isSoundOpen && <PhoneSound phone={phone} order={order} />}
    </PanelFrame>
  );
}

/** What keeps the phone from ringing or from being heard, one line each. */
function PhoneNotices({ phone, fault }: { readonly phone: Phone | null; readonly fault: string | null }) {
  const text = useText(phoneText);
  const devices = phone?.devices;
  const lines = [
    fault,
    phone?.registration.state === 'failed' ? text.unregistered(phone.registration.reason ?? '') : null,
    devices?.fault == null ? null : text.noMicrophone,
    devices?.lost ? text.lost(devices.lost.label) : null,
  ].filter((line) => line !== null);
  return lines.map((line) => (
    <p key={line} className={styles['notice']} role="status">
      <Badge mark={{ shape: 'half', tone: 'amber' }} word={line} />
    </p>
  ));
}
