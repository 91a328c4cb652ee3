import { describe, expect, test } from 'vitest';
import type { LineFact } from '#domain/calls/silent-caller.ts';
import { silentStatus, type Phone } from '#domain/phone/phone.ts';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import { createPhoneLineSource } from './phone-line-source.ts';
import { watchSilence } from './watch-silence.ts';

const line = (parts: Partial<PhoneLine> = {}): PhoneLine => ({
  id: 'l1', direction: 'in', number: '0812', name: null, sipCallId: 's1', callId: 'c1', consultFor: null, state: 'talking', beganAtMs: 0, answeredAtMs: 1, endedAtMs: null,
  heldByUs: false, heldByThem: false, muted: false, conferenced: false, transfer: null, heard: true, digitsSent: '', digitsHeard: '', endedBy: null, cause: null, packets: null, ...parts,
});
const phone = (speaker: number, ...lines: PhoneLine[]): Phone => ({ ...silentStatus, id: 'p1', host: 'up', heardAtMs: 0, levels: { microphone: 0, speaker, ring: 0 }, lines });

function listening() {
  const done: string[] = [];
  const { source, take } = createPhoneLineSource({ dial: (number) => done.push(`dial ${number}`), hangUp: (id) => done.push(`hang up ${id}`) });
  const facts: LineFact[] = [];
  source.listen('c1', (fact) => facts.push(fact));
  const signs = (): string[] => facts.flatMap((fact) => (fact.kind === 'level' ? [] : [fact.kind === 'digit' ? fact.digit : 'voice']));
  return { source, take, done, signs };
}

describe('what the phone says of the line of a call', () => {
  test('is a digit once, also when the oldest digits are no longer kept', () => {
    const { take, signs } = listening();
    take(phone(0, line()), 1);
    take(phone(0, line({ digitsHeard: '1' })), 2);
    take(phone(0, line({ digitsHeard: '1' })), 3);
    take(phone(0, line({ digitsHeard: '112' })), 4);
    take(phone(0, line({ digitsHeard: '125' })), 5);
    expect(signs()).toEqual(['1', '1', '2', '5']);
  });

  test('is a voice while it is loud, and nobody’s while two callers are on the line', () => {
    const { take, signs } = listening();
    take(phone(0.02, line()), 1);
    take(phone(0.3, line()), 2);
    take(phone(0.3, line({ heldByUs: true })), 3);
    take(phone(0.3, line(), line({ id: 'l2', callId: 'c2' })), 4);
    expect(signs()).toEqual(['voice']);
  });

  test('opens the card of a caller who presses a digit in the silence', () => {
    const { source, take } = listening();
    take(phone(0, line()), 1);
    const { caller } = watchSilence(source, 'c1', 1);
    take(phone(0, line({ digitsHeard: '5' })), 8_000);
    expect(caller.get()).toMatchObject({ isCardOpen: true, digits: ['5'], lockedUntilMs: 11_000 });
  });

  test('is heard only while the phone is there and speaks with that caller', () => {
    const { source, take } = listening();
    expect(source.hears('c1')).toBe(false);
    take(phone(0, line()), 1);
    expect([source.hears('c1'), source.hears('c2')]).toEqual([true, false]);
    take({ ...phone(0, line()), host: 'away' }, 2);
    expect(source.hears('c1')).toBe(false);
    take(phone(0, line({ state: 'ended' })), 3);
    expect(source.hears('c1')).toBe(false);
  });

  test('ends the line of the call that is closed, and no other', () => {
    const { source, take, done } = listening();
    take(phone(0, line(), line({ id: 'l2', callId: 'c2' })), 1);
    source.hangUp?.('c2');
    source.hangUp?.('c3');
    source.dial?.('0812');
    expect(done).toEqual(['hang up l2', 'dial 0812']);
  });
});
