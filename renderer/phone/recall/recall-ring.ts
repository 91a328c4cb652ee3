import type { SoundSource } from '#domain/recordings/recording.ts';

/** Samples of two channels, 16 bit, equally long. */
export type SoundBlock = { readonly left: Int16Array<ArrayBuffer>; readonly right: Int16Array<ArrayBuffer> };

/** About -34 dB of full scale: a voice, and not the noise of a line. */
const spokenPeak = 655;

/** The newest sound of one source, so many seconds of it. */
export type RecallRing = {
  readonly source: SoundSource;
  push(block: SoundBlock, nowMs: number): void;
  /** When somebody spoke last; null before that. */
  spokeAtMs(): number | null;
  seconds(): number;
  /** What is in it, oldest first. */
  read(): SoundBlock;
};

export function createRecallRing(source: SoundSource, { seconds, sampleRate }: { seconds: number; sampleRate: number }): RecallRing {
  const most = seconds * sampleRate;
  const blocks: SoundBlock[] = [];
  let length = 0;
  let spokeAtMs: number | null = null;
  return {
    source,
    push(block, nowMs) {
      blocks.push(block);
      length += block.left.length;
      while (blocks[0] && length - blocks[0].left.length >= most) length -= blocks.shift()?.left.length ?? 0;
      if (isSpoken(block.left) || isSpoken(block.right)) spokeAtMs = nowMs;
    },
    spokeAtMs: () => spokeAtMs,
    seconds: () => Math.min(length, most) / sampleRate,
    read() {
      const left = new Int16Array(length);
      const right = new Int16Array(length);
      let at = 0;
      for (const block of blocks) {
        left.set(block.left, at);
        right.set(block.right, at);
        at += block.left.length;
      }
      const from = Math.max(0, length - most);
      return { left: left.subarray(from), right: right.subarray(from) };
    },
  };
}

/** Of all sources the one that spoke last, phone or radio. */
export function spokeLast(rings: Iterable<RecallRing>): RecallRing | undefined {
  return [...rings].filter((ring) => ring.seconds() > 0).toSorted((one, other) => (other.spokeAtMs() ?? 0) - (one.spokeAtMs() ?? 0))[0];
}

function isSpoken(samples: Int16Array): boolean {
  for (const sample of samples) if (sample > spokenPeak || sample < -spokenPeak) return true;
  return false;
}
