// A source and three resonators: a buzz for the voice and noise for the breath, shaped by formants that glide from sound to sound. Ends in the hiss of a radio that is let go.

/** @typedef {import('./phonemes.mjs').Sound} Sound */

const glideMs = 45;
const tailMs = 90;
const bandwidthsHz = [80, 110, 160];
const loudnesses = [1, 1.1, 0.8];
/** The share of a turn in which the vocal cords are open: the shorter, the brighter. */
const pulse = 0.14;
/** The last third of a stop is its burst. */
const burstFrom = 0.68;

/**
 * Samples between -1 and 1. The same sentence gives the same samples.
 * @param {readonly Sound[]} sounds
 * @param {{ pitchHz: number, throat: number }} speaker
 * @param {number} rateHz
 * @returns {Float64Array}
 */
export function speak(sounds, speaker, rateHz) {
  const frames = sounds.map(({ ms }) => Math.round((ms / 1_000) * rateHz));
  const spoken = frames.reduce((sum, count) => sum + count, 0);
  const output = new Float64Array(spoken + Math.round((tailMs / 1_000) * rateHz));
  const noise = seededNoise();
  const resonators = bandwidthsHz.map((bandwidth) => resonator(bandwidth, rateHz));
  const breath = resonator(500, rateHz);
  const glide = 1 - Math.exp(-1 / ((glideMs / 1_000) * rateHz * 0.4));
  let [f1, f2, f3] = sounds[0]?.formantsHz ?? [500, 1_500, 2_500];
  let [voice, hiss] = [0, 0];
  let turn = 0;
  let at = 0;
  sounds.forEach((sound, index) => {
    const count = frames[index] ?? 0;
    for (let frame = 0; frame < count; frame += 1, at += 1) {
      const isBurst = sound.isStop !== true || frame / count > burstFrom;
      f1 += (sound.formantsHz[0] * speaker.throat - f1) * glide;
      f2 += (sound.formantsHz[1] * speaker.throat - f2) * glide;
      f3 += (sound.formantsHz[2] * speaker.throat - f3) * glide;
      voice += (sound.voice - voice) * glide;
      hiss += ((isBurst ? sound.noise : 0) - hiss) * Math.min(1, glide * 4);
      // The sentence falls, and every word swings a little.
      const pitch = speaker.pitchHz * (1.12 - (0.25 * at) / spoken + 0.03 * Math.sin(at / 700));
      turn = (turn + pitch / rateHz) % 1;
      const buzz = turn < pulse ? Math.sin((Math.PI * turn) / pulse) - 0.1 : -0.1;
      const throat = [f1, f2, f3].reduce((sum, hertz, which) => sum + (resonators[which]?.(buzz * voice + noise() * 0.03 * voice, hertz) ?? 0) * (loudnesses[which] ?? 0), 0);
      output[at] = throat + breath(noise() * hiss, Math.min(sound.noiseHz || 2_000, rateHz * 0.46)) * 0.5;
    }
  });
  for (; at < output.length; at += 1) output[at] = noise() * 0.16;
  return asRadio(output, rateHz);
}

/**
 * What a radio lets through: nothing deep, evened out, never louder than 0.7, with its own hiss beneath.
 * @param {Float64Array} samples
 * @param {number} rateHz
 */
function asRadio(samples, rateHz) {
  const noise = seededNoise();
  const keep = Math.exp((-2 * Math.PI * 280) / rateHz);
  let before = 0;
  let high = 0;
  const passed = samples.map((sample) => {
    high = keep * (high + sample - before);
    before = sample;
    return high;
  });
  const loudest = passed.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return passed.map((sample) => 0.7 * Math.tanh((2.2 * sample) / loudest) + 0.004 * noise());
}

/**
 * Two poles at a frequency that may change with every sample; of about the same loudness at each.
 * @param {number} bandwidthHz
 * @param {number} rateHz
 * @returns {(sample: number, hertz: number) => number}
 */
function resonator(bandwidthHz, rateHz) {
  const radius = Math.exp((-Math.PI * bandwidthHz) / rateHz);
  let [last, previous] = [0, 0];
  return (sample, hertz) => {
    const next = (1 - radius) * sample + 2 * radius * Math.cos((2 * Math.PI * hertz) / rateHz) * last - radius * radius * previous;
    previous = last;
    last = next;
    return next;
  };
}

/** Numbers between -1 and 1 that are the same each time. */
function seededNoise() {
  let state = 22_112;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
