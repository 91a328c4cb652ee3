import type { Phone, RegistrationState } from '#domain/phone/phone.ts';
import { isLive, type PhoneLine } from '#domain/phone/phone-line.ts';
import type { Mark } from '../../ui/badge.tsx';

export type PhoneStanding = RegistrationState | 'away';

/** How the phone stands: a host that is not heard of goes before everything it said last. */
export function phoneStanding(phone: Phone): PhoneStanding {
  return phone.host === 'away' ? 'away' : phone.registration.state;
}

export const standingMark: Readonly<Record<PhoneStanding, Mark>> = {
  registered: { shape: 'disc', tone: 'green' },
  registering: { shape: 'half', tone: 'amber' },
  failed: { shape: 'cross', tone: 'amber' },
  off: { shape: 'bar', tone: 'grey' },
  away: { shape: 'cross', tone: 'amber' },
};

export type LineWord = 'ringing' | 'calling' | 'early' | 'talking' | 'held' | 'heldByThem' | 'silent' | 'conferenced' | 'transferring' | 'ended' | 'lost';

/** The one word that matters most about a line now. */
export function lineWord(line: PhoneLine): LineWord {
  if (line.state === 'ended') return line.endedBy === 'fault' ? 'lost' : 'ended';
  if (line.state !== 'talking') return line.state;
  if (line.transfer?.state === 'asked') return 'transferring';
  if (line.heldByUs) return 'held';
  if (line.heldByThem) return 'heldByThem';
  if (!line.heard) return 'silent';
  return line.conferenced ? 'conferenced' : 'talking';
}

export const lineMark: Readonly<Record<LineWord, Mark>> = {
  ringing: { shape: 'ring', tone: 'amber' },
  calling: { shape: 'forward', tone: 'plain' },
  early: { shape: 'forward', tone: 'plain' },
  talking: { shape: 'disc', tone: 'green' },
  conferenced: { shape: 'disc', tone: 'green' },
  held: { shape: 'half', tone: 'amber' },
  heldByThem: { shape: 'half', tone: 'grey' },
  silent: { shape: 'triangle', tone: 'amber' },
  transferring: { shape: 'forward', tone: 'amber' },
  ended: { shape: 'bar', tone: 'grey' },
  lost: { shape: 'cross', tone: 'amber' },
};

/** The line that the phone's keys act on: who is spoken with, else who is on hold, else who is called or rings. */
export function currentLine(lines: readonly PhoneLine[]): PhoneLine | null {
  const live = lines.filter(isLive);
  return (
    live.find((line) => line.state === 'talking' && !line.heldByUs) ??
    live.findLast((line) => line.state === 'talking') ??
    live.find((line) => line.state === 'calling' || line.state === 'early') ??
    live.find((line) => line.state === 'ringing') ??
    null
  );
}

/** The line that is declined by key: who has rung longest. */
export function firstRinging(lines: readonly PhoneLine[]): PhoneLine | undefined {
  return lines.find((line) => line.state === 'ringing');
}

/** From when the clock of a line counts. */
export function lineSinceMs(line: PhoneLine): number {
  return line.endedAtMs ?? line.answeredAtMs ?? line.beganAtMs;
}
