import type { Transmission } from '#domain/radio/transmission.ts';
import { longestRecordingMs, overEndMs, recorderLagMs, soundOf, type SoundPlace } from '#domain/recordings/sound-of.ts';
import type { RecordingStore } from './store.ts';

/** In which recording each transmission is heard, by its id; those that nobody recorded are left out. */
export function soundsOfOvers(store: Pick<RecordingStore, 'between'>, overs: readonly Transmission[]): ReadonlyMap<string, SoundPlace> {
  const grouped = overs.filter(({ talkgroup }) => talkgroup !== null);
  if (grouped.length === 0) return new Map();
  const fromMs = Math.min(...grouped.map(({ startedAtMs }) => startedAtMs)) - longestRecordingMs;
  const recordings = store.between(fromMs, Math.max(...grouped.map(overEndMs)) + recorderLagMs).filter(({ source }) => source.kind === 'radio');
  return new Map(
    grouped.flatMap((over): [string, SoundPlace][] => {
      const sound = soundOf(over, recordings);
      return sound ? [[over.id, sound]] : [];
    }),
  );
}
