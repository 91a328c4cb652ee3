import type { Over } from './mmdvm-over.ts';
import { createRandom, type Random } from './random.ts';

/** A radio that may speak. */
export type Talker = { readonly radioId: number; readonly talkgroup: number; readonly info: string; readonly alias: string; readonly onNetwork: boolean };

export type PlannedChatter = {
  /** After the chatter before. */
  readonly afterMs: number;
  /** Which of the talkers, counted from 0. */
  readonly talker: number;
  /** `stuck`: the key is held down by accident until the radio itself lets go. */
  readonly what: 'over' | 'emergency' | 'stuck';
};

const meanGapMs = 28_000;
const emergencyShare = 0.006;
const stuckShare = 0.004;
/** Radios let go after three to four minutes. */
export const stuckForMs = [175_000, 235_000] as const;

/** Everyday traffic on the air: who speaks next and when. About once in an hour or two somebody presses the emergency button, and once in two somebody sits on the key. */
export function planChatter(seed: number, index: number, { pace, talkers }: { pace: number; talkers: number }): PlannedChatter {
  const random = createRandom(seed, 'chatter', index);
  const gapMs = Math.min(120_000, Math.max(3_000, -Math.log(1 - random.fraction()) * meanGapMs));
  return { afterMs: Math.round(gapMs / pace), talker: random.whole(0, talkers - 1), what: random.chance(emergencyShare) ? 'emergency' : random.chance(stuckShare) ? 'stuck' : 'over' };
}

/** One over of a talker. In a hundred, four end by signal loss and two end without the host ever saying so. */
export function planOver(talker: Talker, random: Random, { lengthMs = [1_800, 8_500] }: { lengthMs?: readonly [number, number] } = {}): Over {
  const [shortMs, longMs] = lengthMs;
  const dice = random.fraction();
  // Voice comes in frames of 60 ms.
  const durationMs = Math.round(random.between(shortMs, longMs) / 60) * 60;
  return {
    slot: slotOf(talker.talkgroup),
    radioId: talker.radioId,
    talkgroup: talker.talkgroup,
    info: talker.info,
    alias: random.chance(0.6) ? talker.alias : null,
    source: talker.onNetwork ? 'network' : 'rf',
    durationMs,
    ending: dice < 0.02 ? 'none' : dice < 0.06 ? 'lost' : 'end',
    rssiDbm: Math.round(random.between(-112, -66)),
    berPercent: random.chance(0.5) ? 0 : random.between(0.1, 3.5),
  };
}

/** The same over as another mast hears it: weaker, with more errors, now and then without its end. */
export function heardFromAfar(over: Over, random: Random): Over {
  return { ...over, rssiDbm: over.rssiDbm - random.whole(6, 25), berPercent: over.berPercent + random.between(0.2, 4), ending: random.chance(0.1) ? 'lost' : over.ending };
}

/** The same over as the network gives it to another mast. */
export function heardByNetwork(over: Over): Over {
  return { ...over, source: 'network', alias: null };
}

/** Command, fire and rescue share one time slot of the repeater, the zones the other. */
export function slotOf(talkgroup: number): 1 | 2 {
  return talkgroup === 112 || talkgroup === 1127 || talkgroup === 1128 ? 1 : 2;
}
