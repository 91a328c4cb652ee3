/** About -34 dB of full scale: a voice, and not the noise of a line. */
const spokenPeak = 0.02;
/** A pause within an over, and not between two. */
const pauseMs = 2_000;
/** A carrier that is never let go becomes several recordings. */
const longestMs = 10 * 60_000;

/** What one talkgroup's recording is to do, told how loud each moment was. */
export type OverGate = { heard(peak: number, nowMs: number): 'begin' | 'end' | null };

/** Overs by their sound alone: a voice line tells of no beginning and no end. */
export function createOverGate(): OverGate {
  let beganAtMs: number | null = null;
  let spokeAtMs = 0;
  return {
    heard(peak, nowMs) {
      if (peak > spokenPeak) {
        spokeAtMs = nowMs;
        if (beganAtMs === null) {
          beganAtMs = nowMs;
          return 'begin';
        }
      }
      if (beganAtMs === null || (nowMs - spokeAtMs <= pauseMs && nowMs - beganAtMs <= longestMs)) return null;
      beganAtMs = null;
      return 'end';
    },
  };
}
