import { soundTypeOf } from './uploaded-call.ts';

/** How long a sound is, by its own bytes; null where they do not say, and where it is not whole. WAV, MP4 (M4A) and MP3 of one bit rate. */
export function soundDurationMs(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (soundTypeOf(bytes)) {
    case 'audio/wav':
      return wavDurationMs(view);
    case 'audio/mp4':
      return mp4DurationMs(bytes, view);
    case 'audio/mpeg':
      return mp3DurationMs(bytes);
    default:
      return null;
  }
}

function wavDurationMs(view: DataView): number | null {
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const chunk = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    if (chunk === fourLetters('fmt ') && at + 20 <= view.byteLength) bytesPerSecond = view.getUint32(at + 16, true);
    if (chunk === fourLetters('data')) return bytesPerSecond > 0 ? Math.round((Math.min(size, view.byteLength - at - 8) * 1_000) / bytesPerSecond) : null;
    at += 8 + size + (size % 2);
  }
  return null;
}

/** The movie header (ISO/IEC 14496-12, 8.2.2): time scale and duration, in 32 bits or, of version 1, in 64. */
function mp4DurationMs(bytes: Uint8Array, view: DataView): number | null {
  const at = indexOfWord(bytes, 'mvhd');
  if (at < 0 || at + 36 > bytes.length) return null;
  const isWide = bytes[at + 4] === 1;
  const scale = view.getUint32(at + (isWide ? 24 : 16));
  const duration = isWide ? Number(view.getBigUint64(at + 28)) : view.getUint32(at + 20);
  return scale > 0 && duration > 0 && duration / scale < 86_400 ? Math.round((duration * 1_000) / scale) : null;
}

const kilobitsOfLayer3 = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

/** The bit rate of the first frame (ISO/IEC 11172-3, 13818-3) and the length of what follows. */
function mp3DurationMs(bytes: Uint8Array): number | null {
  const tagBytes = bytes[0] === 0x49 ? 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + ((bytes[at] ?? 0) & 127), 0) : 0;
  const [first = 0, second = 0, third = 0] = bytes.subarray(tagBytes);
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return null;
  const kilobits = kilobitsOfLayer3[(second & 0x18) === 0x18 ? 'one' : 'two'][third >> 4];
  return kilobits ? Math.round(((bytes.length - tagBytes) * 8) / kilobits) : null;
}

function fourLetters(word: string): number {
  return [...word].reduce((number, letter) => number * 256 + letter.charCodeAt(0), 0);
}

function indexOfWord(bytes: Uint8Array, word: string): number {
  const letters = [...word].map((letter) => letter.charCodeAt(0));
  return bytes.findIndex((_, at) => letters.every((letter, index) => bytes[at + index] === letter));
}
