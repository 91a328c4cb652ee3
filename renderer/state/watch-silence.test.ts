import { expect, test } from 'vitest';
import { isGhostLocked, isSilent, type LineFact } from '#domain/calls/silent-caller.ts';
import { noLine, type LineSource } from './line-source.ts';
import { watchSilence } from './watch-silence.ts';

const answeredAtMs = 1_000_000;

function phone() {
  const listeners = new Map<string, Set<(fact: LineFact) => void>>();
  const source: LineSource = {
    ...noLine,
    hears: () => true,
    listen(callId, hear) {
      const ofCall = listeners.get(callId) ?? new Set();
      listeners.set(callId, ofCall.add(hear));
      return () => ofCall.delete(hear);
    },
  };
  return { source, say: (callId: string, fact: LineFact) => listeners.get(callId)?.forEach((hear) => hear(fact)), count: (callId: string) => listeners.get(callId)?.size ?? 0 };
}

test('a digit of this call opens the card and locks the ghost key, one of another call does not', () => {
  const { source, say } = phone();
  const { caller } = watchSilence(source, 'c1', answeredAtMs);
  const told: number[] = [];
  caller.subscribe(() => told.push(caller.get().digits.length));
  say('c2', { kind: 'digit', digit: '9', atMs: answeredAtMs + 5_000 });
  expect(caller.get()).toMatchObject({ isCardOpen: false, digits: [] });
  say('c1', { kind: 'digit', digit: '5', atMs: answeredAtMs + 6_000 });
  expect(caller.get()).toMatchObject({ isCardOpen: true, digits: ['5'] });
  expect(isGhostLocked(caller.get(), answeredAtMs + 8_999)).toBe(true);
  expect(told).toEqual([1]);
});

test('nothing is heard any more once the call is left', () => {
  const { source, say, count } = phone();
  const { caller, stop } = watchSilence(source, 'c1', answeredAtMs);
  stop();
  say('c1', { kind: 'voice', atMs: answeredAtMs + 4_000 });
  expect(caller.get().voiceAtMs).toBeNull();
  expect(count('c1')).toBe(0);
});

test('without a phone nothing is heard, and the silence grows', () => {
  const { caller } = watchSilence(noLine, 'c1', answeredAtMs);
  expect(isSilent(caller.get(), answeredAtMs + 10_000)).toBe(true);
  expect(noLine.hears('c1')).toBe(false);
});
