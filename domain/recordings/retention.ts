import type { Recording } from './recording.ts';

export type RecordingLimits = {
  readonly keepMs: number;
  readonly maxBytes: number;
  /** So much of the disk is left to everything else. */
  readonly reserveBytes: number;
};

/**
 * Which recordings to remove now, oldest first: those past their time, and as many as are needed to keep to the size and to leave the
 * reserve free. Only what central has confirmed, however full the disk is; in an exercise without a central all there is.
 */
export function recordingsToRemove(
  recordings: readonly Recording[],
  { keepMs, maxBytes, reserveBytes }: RecordingLimits,
  { nowMs, freeBytes, keptBytes, isPractice }: { readonly nowMs: number; readonly freeBytes: number; /** Of all recordings, also those that may not go. */ readonly keptBytes: number; readonly isPractice: boolean },
): readonly Recording[] {
  let excess = Math.max(keptBytes - maxBytes, reserveBytes - freeBytes);
  return recordings
    .filter(({ isSynced, state, removedAtMs }) => (isSynced || isPractice) && state !== 'open' && removedAtMs === null)
    .toSorted((left, right) => left.startedAtMs - right.startedAtMs)
    .filter(({ startedAtMs, bytes }) => {
      if (nowMs - startedAtMs <= keepMs && excess <= 0) return false;
      excess -= bytes;
      return true;
    });
}
