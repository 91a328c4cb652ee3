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

test('a digit counts once however long it is pressed, and again after a pause', () => {
  let ear = deafEar;
  const heard = [null, '5', '5', '5', null, '5', '5', null, null, null, '5', '5', '7', '8', '8'].map((found) => {
    const next = hearPiece(ear, found);
    ear = next.ear;
    return next.digit;
  });
  expect(heard.filter((digit) => digit !== null)).toEqual(['5', '5', '8']);
});
