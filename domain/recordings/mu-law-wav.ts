import { silentByte } from './mu-law.ts';

const headBytes = 58;
const muLawFormat = 7;

/** The head of a WAV file (RIFF) of G.711 µ-law, one byte a sample; behind it come `frames` samples of each channel. */
export function muLawWavHead(frames: number, channels: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(headBytes));
  const put = (at: number, word: string): void => [...word].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)));
  put(0, 'RIFF');
  head.setUint32(4, headBytes - 8 + frames * channels, true);
  put(8, 'WAVEfmt ');
  head.setUint32(16, 18, true);
  head.setUint16(20, muLawFormat, true);
  head.setUint16(22, channels, true);
  head.setUint32(24, sampleRate, true);
  head.setUint32(28, sampleRate * channels, true);
  head.setUint16(32, channels, true);
  head.setUint16(34, 8, true);
  head.setUint16(36, 0, true);
  put(38, 'fact');
  head.setUint32(42, 4, true);
  head.setUint32(46, frames, true);
  put(50, 'data');
  head.setUint32(54, frames * channels, true);
  return new Uint8Array(head.buffer);
}

/** The samples of a file of this kind, without its head. */
export function muLawSamples(file: Uint8Array): Uint8Array {
  return file.subarray(headBytes);
}

/** A voice that lasts so long: what is said again and again with a pause between, cut off at the end, as a file of its own. */
export function voiceLasting(samples: Uint8Array, durationMs: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const frames = Math.round((durationMs / 1_000) * sampleRate);
  const pause = Math.round(sampleRate * 0.7);
  const file = new Uint8Array(headBytes + frames).fill(silentByte);
  file.set(muLawWavHead(frames, 1, sampleRate));
  for (let at = 0; at < frames; at += samples.length + pause) file.set(samples.subarray(0, frames - at), headBytes + at);
  return file;
}
