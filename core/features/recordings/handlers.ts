import type { recordingCommands } from '#contract/records/recording-records.ts';
import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Recording, RecordingOfStation } from '#domain/recordings/recording.ts';
import type { JournalStore } from '../../journal/journal-store.ts';
import { createRecordingsOfOthers } from './recordings-of-others.ts';
import type { RecordingsFeature } from './recordings-feature.ts';
import type { RecordingStore } from './store.ts';

/** Only a phone's host records; everybody at the station may find and hear what was recorded. */
export function createRecordingHandlers(options: {
  recordings: RecordingsFeature;
  store: RecordingStore;
  /** Which phone speaks; null for a seat that is none. */
  hostedBy: (asker: Asker) => string | null;
  callsOf: (incidentId: string) => readonly string[];
  journal: Pick<JournalStore, 'ofEntity'>;
  station: string;
}): Pick<Handlers, keyof typeof recordingCommands> {
  const { recordings, store, hostedBy, station } = options;
  const others = createRecordingsOfOthers(options);
  const stranger = failure('not-a-phone', 'Only the phone of this seat may say this.');
  return {
    'recording.keep'({ head, n, endMs, data }, asker) {
      const phone = hostedBy(asker);
      return phone === null ? stranger : recordings.keepPiece(phone, asker.operator, head, { n, endMs, data: Buffer.from(data, 'base64') });
    },
    'recording.end'({ recordingId, by }, asker) {
      const phone = hostedBy(asker);
      return phone === null ? stranger : recordings.end(phone, asker.operator, recordingId, by);
    },
    'recording.settle'({ going }, asker) {
      const phone = hostedBy(asker);
      return phone === null ? stranger : recordings.settle(phone, asker.operator, going);
    },
    'recording.list'({ callIds, incidentId, limit }) {
      const own = (recording: Recording): RecordingOfStation => ({ ...recording, station });
      if (callIds === undefined && incidentId === undefined) return success(store.newest(limit).map(own));
      const calls = [...(callIds ?? []), ...(incidentId === undefined ? [] : options.callsOf(incidentId))];
      const here = calls.flatMap((each) => store.ofCall(each, limit)).map(own);
      const elsewhere = [...others.ofCalls(callIds ?? []), ...(incidentId === undefined ? [] : others.ofIncident(incidentId))];
      return success([...here, ...elsewhere].toSorted((left, right) => right.startedAtMs - left.startedAtMs).slice(0, limit));
    },
    'recording.read'({ recordingId, offset, incidentId }) {
      const recording = store.read(recordingId) ?? (incidentId === undefined ? [] : others.ofIncident(incidentId)).find(({ id }) => id === recordingId);
      return recordings.read(recording, offset);
    },
  };
}
