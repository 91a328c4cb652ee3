import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { Recording } from '#domain/recordings/recording.ts';

/** `cut`: whoever recorded it went away before the end. `elsewhere`: its file is at the station that recorded it. */
export type ListedRecording = {
  readonly id: string;
  readonly label: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly standing: 'whole' | 'cut' | 'open' | 'removed' | 'elsewhere';
  readonly station: string;
};

/** The recordings of an incident, newest first: those of this station, and those that the journal says are at another. */
export function recordingsOf(here: readonly Recording[], timeline: readonly TimelineEntry[]): readonly ListedRecording[] {
  const own = here.map(({ id, source, startedAtMs, durationMs, state, removedAtMs }): ListedRecording => {
    const standing = removedAtMs !== null ? 'removed' : state === 'open' ? 'open' : state === 'fault' ? 'cut' : 'whole';
    return { id, label: source.label, startedAtMs, durationMs, standing, station: '' };
  });
  const known = new Set(own.map(({ id }) => id));
  // One that was taken up again has ended twice; the later word counts.
  const others = new Map(
    timeline.flatMap(({ act, station }): [string, ListedRecording][] => {
      if (act.kind !== 'recording.kept' || known.has(act.recordingId)) return [];
      const { recordingId: id, source, startedAtMs, durationMs } = act;
      return [[id, { id, label: source.label, startedAtMs, durationMs, standing: 'elsewhere', station }]];
    }),
  );
  return [...own, ...others.values()].toSorted((left, right) => right.startedAtMs - left.startedAtMs);
}
