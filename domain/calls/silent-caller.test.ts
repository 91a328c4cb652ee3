import { expect, test } from 'vitest';
import { hearLine, isGhostLocked, isSilent, newlyAnswered, type LineFact } from './silent-caller.ts';

const answeredAtMs = 1_000_000;
const heard = (...facts: LineFact[]) => facts.reduce(hearLine, newlyAnswered(answeredAtMs));
const digit = (afterMs: number, key = '5'): LineFact => ({ kind: 'digit', digit: key, atMs: answeredAtMs + afterMs });
const voice = (afterMs: number): LineFact => ({ kind: 'voice', atMs: answeredAtMs + afterMs });

test('after 3 s without a voice the operator is told to ask for a digit', () => {
  expect([2_999, 3_000].map((afterMs) => isSilent(heard(), answeredAtMs + afterMs))).toEqual([false, true]);
  expect([4_999, 5_000].map((afterMs) => isSilent(heard(voice(2_000)), answeredAtMs + afterMs))).toEqual([false, true]);
});

test.each([
  ['a digit', digit(9_000)],
  ['a voice', voice(9_000)],
])('%s in the silence opens the card and keeps the ghost key from closing for 3 s', (_name, fact) => {
  const caller = heard(fact);
  expect(caller.isCardOpen).toBe(true);
  expect([9_000, 11_999, 12_000].map((afterMs) => isGhostLocked(caller, answeredAtMs + afterMs))).toEqual([true, true, false]);
});

test('each further sign locks anew, and one that came late does not shorten it', () => {
  const caller = heard(digit(9_000, '1'), digit(10_000, '2'), voice(4_000));
  expect(isGhostLocked(caller, answeredAtMs + 12_999)).toBe(true);
  expect(caller.digits).toEqual(['1', '2']);
});

test('who speaks at once is locked like any other but needs no card', () => {
  const caller = heard(voice(500));
  expect(caller.isCardOpen).toBe(false);
  expect(isGhostLocked(caller, answeredAtMs + 600)).toBe(true);
});

test('the meter alone is no sign, and stays in its scale', () => {
  expect(heard({ kind: 'level', level: 7, atMs: answeredAtMs })).toMatchObject({ level: 1, isCardOpen: false, lockedUntilMs: 0 });
});
