import { muLawWavHead } from '#domain/recordings/mu-law-wav.ts';
import { silentByte } from '#domain/recordings/mu-law.ts';
import type { SoundBlock } from './recall-ring.ts';

/** Blocks as one WAV file, which every browser plays at once. */
export function wavFile(blocks: readonly SoundBlock[], sampleRate: number): Blob {
  const channels = Math.max(1, ...blocks.map((block) => block.channels.length));
  const frames = blocks.reduce((sum, block) => sum + (block.channels[0]?.length ?? 0), 0);
  const sound = new Uint8Array(frames * channels).fill(silentByte);
  let frame = 0;
  for (const block of blocks) {
    block.channels.forEach((bytes, channel) => bytes.forEach((byte, index) => (sound[(frame + index) * channels + channel] = byte)));
    frame += block.channels[0]?.length ?? 0;
  }
  return new Blob([muLawWavHead(frames, channels, sampleRate), sound], { type: 'audio/wav' });
}
