import type { Act } from '#domain/journal/act.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import type { JournalStore } from '../../journal/journal-store.ts';
import type { RecordingStore } from './store.ts';

/** About 10 ms. */
const eventsAtOnce = 500;

/** Goes through the journal once, a portion at each call, and puts back the rows of this station's recordings that were lost with a damaged page or file. Wants a transaction. */
export function createAdoption(options: { journal: Pick<JournalStore, 'after'>; store: RecordingStore; station: string }): () => void {
  const { store } = options;
  const adopted = new Set<string>();
  let position = 0;
  return () => {
    for (const placed of options.journal.after(position, eventsAtOnce)) {
      ({ position } = placed);
      const { act, station } = placed.event;
      if (act.kind !== 'recording.kept' || station !== options.station) continue;
      // One that was taken up again has ended twice; the later word counts.
      if (!adopted.has(act.recordingId) && store.read(act.recordingId)) continue;
      adopted.add(act.recordingId);
      store.write(recordingKept(act));
    }
  };
}

/** Whether central has it and whether its file is still here is found out again. */
export function recordingKept(act: Extract<Act, { kind: 'recording.kept' }>): Recording {
  const { recordingId: id, endedBy: state, phone, source, callId, startedAtMs, mimeType, channels, durationMs, bytes, sha256 } = act;
  return { id, source, callId, startedAtMs, mimeType, channels, phone, state, durationMs, bytes, sha256, isSynced: false, removedAtMs: null };
}
