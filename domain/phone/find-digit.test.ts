import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deafEar, findDigit, hearPiece } from './find-digit.ts';

const samplesPerS = 48_000;
const tones: Readonly<Record<string, readonly [number, number]>> = Object.fromEntries(
  [697, 770, 852, 941].flatMap((row, y) => [1209, 1336, 1477, 1633].map((column, x) => ['123A456B789C*0#D'[4 * y + x]!, [row, column]] as const)),
);

function sound(parts: readonly { hz: number; loud: number }[], startS = 0): Float32Array {
  return Float32Array.from({ length: 1_024 }, (_, index) => parts.reduce((sum, { hz, loud }) => sum + loud * Math.sin(2 * Math.PI * hz * (startS + index / samplesPerS)), 0));
}

test('every digit is found at any loudness a line has, a little off its tones, with noise beside it', () => {
  const anyDigit = fc.constantFrom(...Object.keys(tones));
  fc.assert(
    fc.property(anyDigit, fc.double({ min: 0.02, max: 0.4, noNaN: true }), fc.double({ min: 0.6, max: 1.6, noNaN: true }), fc.double({ min: 0.994, max: 1.006, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (digit, loud, twist, off, startS) => {
      const [row, column] = tones[digit]!;
      const pressed = sound([{ hz: row * off, loud }, { hz: column * off, loud: loud * twist }, { hz: 3_111, loud: loud / 8 }], startS);
      expect(findDigit(pressed, samplesPerS)).toBe(digit);
    }),
    { seed: 112 },
  );
});

test('silence, one tone, a call tone and sounds of many tones are none', () => {
  expect(findDigit(new Float32Array(1_024), samplesPerS)).toBeNull();
  expect(findDigit(sound([{ hz: 697, loud: 0.3 }]), samplesPerS)).toBeNull();
  expect(findDigit(sound([{ hz: 425, loud: 0.3 }]), samplesPerS)).toBeNull();
  expect(findDigit(sound([{ hz: 697, loud: 0.3 }, { hz: 1209, loud: 0.05 }]), samplesPerS)).toBeNull();
  fc.assert(
    fc.property(fc.double({ min: 90, max: 260, noNaN: true }), (pitchHz) => {
      expect(findDigit(sound(Array.from({ length: 12 }, (_, index) => ({ hz: pitchHz * (index + 1), loud: 0.1 / (1 + index / 4) }))), samplesPerS)).toBeNull();
    }),
    { seed: 112 },
  );
});

/** Pieces by their digit and loudness, `~` where none is found: the digits that were told. */
function told(...pieces: readonly (readonly [string, number])[]): string {
  let ear = deafEar;
  return pieces
    .map(([found, loudness]) => {
      const next = hearPiece(ear, found === '~' ? null : found, loudness);
      ear = next.ear;
      return next.digit ?? '';
    })
    .join('');
}
const times = (count: number, found: string, loudness: number) => Array.from({ length: count }, () => [found, loudness] as const);

test('a digit counts once however long it is pressed, and again after a pause, also with noise in it', () => {
  const pressed = [...times(3, '5', 0.13), ['~', 0.02], ...times(2, '5', 0.13)] as const;
  expect(told(...pressed, ...times(3, '~', 0.02), ...times(2, '5', 0.13), ...times(1, '7', 0.13), ...times(2, '8', 0.13))).toBe('558');
  expect(told(...times(200, '~', 0), ...times(2, '5', 0.13), ...times(200, '~', 0), ...times(2, '5', 0.03))).toBe('55');
});

test('what a receiver fills a hole with, the last sound ever fainter, is no second press', () => {
  const fading = [0.13, 0.121, 0.117, 0.1, 0.081, 0.061, 0.043, 0.029, 0.02, 0.014, 0.009];
  const tail = (...heardAgain: readonly number[]) => fading.map((loudness, index) => [heardAgain.includes(index) ? '5' : '~', loudness] as const);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(fading.length - 1)), (heardAgain) => {
      expect(told(...times(7, '5', 0.136), ...tail(...heardAgain), ...times(20, '~', 0))).toBe('5');
    }),
    { seed: 112 },
  );
});
