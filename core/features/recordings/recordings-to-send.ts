import type { Recording } from '#domain/recordings/recording.ts';
import type { RecordingsToSend } from '../../sync/recording-exchange.ts';
import { hashOfFile, readPart } from './recording-file.ts';
import type { RecordingStore } from './store.ts';

/** The recordings of this station as the exchange with central sees them. */
export function recordingsToSend(options: {
  store: RecordingStore;
  fileOf: (recording: Recording) => string;
  keep: (work: () => void) => boolean;
}): RecordingsToSend {
  const { store, fileOf, keep } = options;
  return {
    unsent: store.unsent,
    confirmedAfter: store.confirmedAfter,
    countConfirmed: store.countConfirmed,
    waiting: store.waiting,
    isProven: async (recording) => (await hashOfFile(fileOf(recording))) === recording.sha256,
    part: (recording, offset, length) => readPart(fileOf(recording), offset, length),
    confirm({ id, sha256 }, isHeld) {
      const now = store.read(id);
      // One that was taken up again meanwhile is another sound.
      if (now && now.sha256 === sha256 && now.isSynced !== isHeld) keep(() => store.write({ ...now, isSynced: isHeld }));
    },
  };
}
