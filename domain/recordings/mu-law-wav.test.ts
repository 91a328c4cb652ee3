import { expect, test } from 'vitest';
import { muLaw, silentByte } from './mu-law.ts';
import { muLawSamples, muLawWavHead, voiceLasting } from './mu-law-wav.ts';
import { soundDurationMs } from './sound-duration.ts';

test('a voice lasts as long as it is to, with a pause between what it says', () => {
  const word = Uint8Array.from({ length: 8_000 }, () => muLaw(9_000));
  const file = voiceLasting(word, 2_500, 8_000);
  expect(soundDurationMs(file)).toBe(2_500);
  const samples = muLawSamples(file);
  expect([samples[0], samples[8_000], samples[13_599], samples[13_600], samples.length]).toEqual([word[0], silentByte, silentByte, word[0], 20_000]);
  expect(soundDurationMs(voiceLasting(word, 60, 8_000))).toBe(60);
});

test('G.711: silence, the loudest of both signs, and every step between in order', () => {
  expect([muLaw(0), muLaw(32_767), muLaw(-32_768)]).toEqual([255, 128, 0]);
  const magnitudes = Array.from({ length: 256 }, (_, index) => muLaw(index * 128) & 127);
  expect(magnitudes).toEqual(magnitudes.toSorted((one, other) => other - one));
  expect(muLawWavHead(8_000, 2, 16_000)).toHaveLength(58);
});
