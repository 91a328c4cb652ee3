import type { RecordingOfStation } from '#domain/recordings/recording.ts';

/** `cut`: whoever recorded it went away before the end. `central`: its file was removed here and is fetched from central. `elsewhere`: another station made it. */
export type Standing = 'whole' | 'cut' | 'open' | 'central' | 'elsewhere';

/** Where the sound of a recording is, as this station knows. */
export function standingOf({ state, removedAtMs, station }: RecordingOfStation, here: string): Standing {
  if (station !== here) return 'elsewhere';
  if (removedAtMs !== null) return 'central';
  return state === 'open' ? 'open' : state === 'fault' ? 'cut' : 'whole';
}
