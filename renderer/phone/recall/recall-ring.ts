import type { SoundSource } from '#domain/recordings/recording.ts';

/** A moment of sound: µ-law bytes, one array per channel, equally long; `peak` is the loudest sample of the first, of 32,767. */
export type SoundBlock = { readonly channels: readonly Uint8Array<ArrayBuffer>[]; readonly peak: number };

/** Something that was said and is replayed as one, oldest block first. Times are the host's clock. */
export type Passage = { readonly source: SoundSource; readonly beganAtMs: number; readonly spokeAtMs: number; readonly blocks: readonly SoundBlock[] };

type Kept = SoundBlock & { readonly endMs: number };

/** About -34 dB of full scale: a voice, and not the noise of a line. */
const spokenPeak = 655;
/** A talkgroup is silent for most of a day: only what is said is kept, from a moment before it to a moment behind. */
const before = 4;
const behindMs = 800;
/** A pause within an over, and not between two. */
const pauseMs = 2_000;
const callPassageMs = 60_000;

/** The newest sound of one source. Nobody but the other side counts as speaking: one's own voice is known. */
export type RecallRing = {
  readonly source: SoundSource;
  push(block: SoundBlock, nowMs: number): void;
  /** When somebody spoke last; null before that. */
  spokeAtMs(): number | null;
  bytes(): number;
  /** End of the oldest block; infinite where there is none. */
  oldestMs(): number;
  dropOldest(): void;
  /** Newest first: of a call a minute each, of a talkgroup an over each. */
  passages(): readonly Passage[];
};

export function createRecallRing(source: SoundSource, { keepMs, sampleRate }: { keepMs: number; sampleRate: number }): RecallRing {
  const blocks: Kept[] = [];
  let held: Kept[] = [];
  let bytes = 0;
  let spokeAtMs: number | null = null;
  const size = ({ channels }: SoundBlock): number => channels.reduce((sum, { length }) => sum + length, 0);
  const beganAtMs = ({ endMs, channels }: Kept): number => endMs - ((channels[0]?.length ?? 0) / sampleRate) * 1_000;
  const dropOldest = (): void => {
    const dropped = blocks.shift();
    if (dropped) bytes -= size(dropped);
  };
  const keep = (block: Kept): void => {
    blocks.push(block);
    bytes += size(block);
  };
  const passage = (part: readonly Kept[]): Passage | null => {
    const [first] = part;
    const last = part.findLast(isSpoken);
    return first && last ? { source, beganAtMs: beganAtMs(first), spokeAtMs: last.endMs, blocks: part } : null;
  };
  return {
    source,
    push(block, nowMs) {
      const kept: Kept = { ...block, endMs: nowMs };
      if (isSpoken(block)) spokeAtMs = nowMs;
      if (source.kind === 'phone' || nowMs - (spokeAtMs ?? -Infinity) < behindMs) {
        for (const each of held) keep(each);
        held = [];
        keep(kept);
      } else {
        held = [...held, kept].slice(-before);
      }
      while (blocks[0] && nowMs - blocks[0].endMs > keepMs) dropOldest();
    },
    spokeAtMs: () => spokeAtMs,
    bytes: () => bytes,
    oldestMs: () => blocks[0]?.endMs ?? Infinity,
    dropOldest,
    passages() {
      const parts: Kept[][] = [];
      let part: Kept[] = [];
      for (const block of blocks.toReversed()) {
        const newer = part.at(-1);
        const isNext = newer !== undefined && (source.kind === 'phone' ? (part[0]?.endMs ?? 0) - beganAtMs(block) > callPassageMs : beganAtMs(newer) - block.endMs > pauseMs);
        if (newer === undefined || isNext) parts.push((part = []));
        part.push(block);
      }
      return parts.flatMap((each) => passage(each.reverse()) ?? []);
    },
  };
}

function isSpoken({ peak }: SoundBlock): boolean {
  return peak > spokenPeak;
}
