// The sounds of Bahasa Indonesia as a synthesizer needs them. Formants (Hz) after the usual textbook charts of vowels, rounded.

/**
 * @typedef {{ formantsHz: readonly [number, number, number], ms: number, voice: number, noise: number, noiseHz: number, isStop?: boolean }} Sound
 * `voice` and `noise`: loudness, 0 to 1; `noiseHz`: where the noise is strongest.
 */

/** @type {Readonly<Record<string, Sound>>} */
const sounds = {
  a: vowel(760, 1_300, 2_500),
  i: vowel(300, 2_250, 2_950),
  u: vowel(330, 850, 2_350),
  e: vowel(470, 1_950, 2_600),
  o: vowel(500, 950, 2_450),
  m: { formantsHz: [260, 1_000, 2_200], ms: 75, voice: 0.35, noise: 0, noiseHz: 0 },
  n: { formantsHz: [260, 1_500, 2_500], ms: 70, voice: 0.35, noise: 0, noiseHz: 0 },
  ng: { formantsHz: [260, 2_000, 2_700], ms: 80, voice: 0.32, noise: 0, noiseHz: 0 },
  l: { formantsHz: [360, 1_250, 2_700], ms: 65, voice: 0.5, noise: 0, noiseHz: 0 },
  r: { formantsHz: [420, 1_350, 2_000], ms: 60, voice: 0.4, noise: 0.05, noiseHz: 1_500 },
  w: { formantsHz: [330, 750, 2_300], ms: 60, voice: 0.5, noise: 0, noiseHz: 0 },
  y: { formantsHz: [300, 2_200, 2_900], ms: 60, voice: 0.5, noise: 0, noiseHz: 0 },
  s: { formantsHz: [400, 1_600, 2_600], ms: 100, voice: 0, noise: 0.22, noiseHz: 3_400 },
  h: { formantsHz: [600, 1_400, 2_500], ms: 60, voice: 0.08, noise: 0.12, noiseHz: 1_500 },
  j: { formantsHz: [300, 2_000, 2_700], ms: 75, voice: 0.2, noise: 0.12, noiseHz: 2_800 },
  c: { formantsHz: [350, 2_000, 2_700], ms: 85, voice: 0, noise: 0.2, noiseHz: 2_900, isStop: true },
  p: stop(700, 0, 900),
  t: stop(1_700, 0, 3_200),
  k: stop(1_800, 0, 1_900),
  b: stop(700, 0.22, 800),
  d: stop(1_700, 0.22, 2_800),
  g: stop(1_800, 0.22, 1_800),
};

/** @type {Sound} */
const pause = { formantsHz: [500, 1_500, 2_500], ms: 70, voice: 0, noise: 0, noiseHz: 0 };

/**
 * The sounds of a sentence; Bahasa Indonesia is spoken as it is written.
 * @param {string} words
 * @returns {readonly Sound[]}
 */
export function soundsOf(words) {
  return [...words.replaceAll('ng', 'ŋ')].flatMap((letter) => {
    if (letter === ' ') return [pause];
    const sound = sounds[letter === 'ŋ' ? 'ng' : letter];
    return sound ? [sound] : [];
  });
}

/**
 * @param {number} first
 * @param {number} second
 * @param {number} third
 * @returns {Sound}
 */
function vowel(first, second, third) {
  return { formantsHz: [first, second, third], ms: 95, voice: 1, noise: 0.01, noiseHz: 2_500 };
}

/**
 * A silence and a burst.
 * @param {number} secondHz
 * @param {number} voice
 * @param {number} noiseHz
 * @returns {Sound}
 */
function stop(secondHz, voice, noiseHz) {
  return { formantsHz: [250, secondHz, 2_500], ms: 75, voice, noise: 0.25, noiseHz, isStop: true };
}
