import { silentByte } from './mu-law.ts';
import type { SoundBlock } from './recall-ring.ts';

const headBytes = 58;
const muLawFormat = 7;

/** Blocks as one WAV file (RIFF, G.711 µ-law), which every browser plays at once. */
export function wavFile(blocks: readonly SoundBlock[], sampleRate: number): Blob {
  const channels = Math.max(1, ...blocks.map((block) => block.channels.length));
  const frames = blocks.reduce((sum, block) => sum + (block.channels[0]?.length ?? 0), 0);
  const sound = new Uint8Array(frames * channels).fill(silentByte);
  let frame = 0;
  for (const block of blocks) {
    block.channels.forEach((bytes, channel) => bytes.forEach((byte, index) => (sound[(frame + index) * channels + channel] = byte)));
    frame += block.channels[0]?.length ?? 0;
  }
  const head = new DataView(new ArrayBuffer(headBytes));
  const put = (at: number, word: string): void => [...word].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)));
  put(0, 'RIFF');
  head.setUint32(4, headBytes - 8 + sound.length, true);
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
  head.setUint32(54, sound.length, true);
  return new Blob([head, sound], { type: 'audio/wav' });
}
