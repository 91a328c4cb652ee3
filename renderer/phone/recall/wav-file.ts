import type { SoundBlock } from './recall-ring.ts';

const headBytes = 44;

/** A sound as a WAV file (RIFF, PCM of 16 bit, two channels), which every browser plays at once. */
export function wavFile({ left, right }: SoundBlock, sampleRate: number): Blob {
  const dataBytes = left.length * 4;
  const head = new DataView(new ArrayBuffer(headBytes));
  const put = (at: number, word: string): void => [...word].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)));
  put(0, 'RIFF');
  head.setUint32(4, headBytes - 8 + dataBytes, true);
  put(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 2, true);
  head.setUint32(24, sampleRate, true);
  head.setUint32(28, sampleRate * 4, true);
  head.setUint16(32, 4, true);
  head.setUint16(34, 16, true);
  put(36, 'data');
  head.setUint32(40, dataBytes, true);
  const both = new Int16Array(left.length * 2);
  for (let index = 0; index < left.length; index += 1) {
    both[2 * index] = left[index] ?? 0;
    both[2 * index + 1] = right[index] ?? 0;
  }
  return new Blob([head, both], { type: 'audio/wav' });
}
