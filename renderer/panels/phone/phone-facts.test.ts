import { expect, test } from 'vitest';
import { foldLine } from '#domain/phone/fold-line.ts';
import type { LineHappening, PhoneLine } from '#domain/phone/phone-line.ts';
import { currentLine, lineWord } from './phone-facts.ts';

function line(id: string, ...happenings: LineHappening[]): PhoneLine {
  const rang: LineHappening = { kind: 'rang', number: '0812', name: null, sipCallId: id, callId: null, consultFor: null };
  return foldLine([rang, ...happenings].map((happening, index) => ({ host: 'h', n: index + 1, atMs: index, line: id, happening })))!;
}

const answered: LineHappening = { kind: 'answered', by: 'us' };
const held: LineHappening = { kind: 'held', by: 'us' };

test('the keys act on who is spoken with, then on who was put on hold last, then on who rings', () => {
  const [talking, onHold, rings] = [line('a', answered), line('b', answered, held), line('c')];
  expect(currentLine([rings, onHold, talking])?.id).toBe('a');
  expect(currentLine([rings, onHold])?.id).toBe('b');
  expect(currentLine([rings])?.id).toBe('c');
  expect(currentLine([line('d', { kind: 'ended', by: 'them', cause: '', packets: null })])).toBeNull();
});

test('a line shows what a person must know first', () => {
  expect(lineWord(line('a', answered))).toBe('talking');
  expect(lineWord(line('a', answered, { kind: 'sound', heard: false }))).toBe('silent');
  expect(lineWord(line('a', answered, held, { kind: 'sound', heard: false }))).toBe('held');
  expect(lineWord(line('a', answered, { kind: 'held', by: 'them' }))).toBe('heldByThem');
  expect(lineWord(line('a', answered, { kind: 'transfer-asked', how: 'blind', target: '119' }))).toBe('transferring');
  expect(lineWord(line('a', answered, { kind: 'ended', by: 'fault', cause: 'host-lost', packets: null }))).toBe('lost');
});
