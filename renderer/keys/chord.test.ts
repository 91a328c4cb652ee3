import { expect, test } from 'vitest';
import { chordOf, isTyping } from './chord.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  [{ ...plain, key: 'F1', code: 'F1' }, 'F1'],
  [{ ...plain, key: '/', code: 'Slash' }, '/'],
  [{ ...plain, key: '/', code: 'Digit7', shiftKey: true }, '/'],
  [{ ...plain, key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  [{ ...plain, key: 'Enter', code: 'Enter', metaKey: true }, 'Ctrl+Enter'],
  [{ ...plain, key: '™', code: 'Digit2', altKey: true }, 'Alt+2'],
  [{ ...plain, key: 'h', code: 'KeyH', altKey: true }, 'Alt+H'],
  [{ ...plain, key: 'F5', code: 'F5', shiftKey: true }, 'Shift+F5'],
])('key press %# is the chord %s', (press, chord) => {
  expect(chordOf(press)).toBe(chord);
});

test('a chord of one character is typing where there is text', () => {
  expect(isTyping('/')).toBe(true);
  expect(isTyping('F1')).toBe(false);
});
