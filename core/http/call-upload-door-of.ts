import type { Profile } from '#contract/profile.ts';
import type { RecordingsFeature } from '../features/recordings/recordings-feature.ts';
import type { Intake } from '../ingest/intake.ts';
import type { Log } from '../log.ts';
import { openCallUploadDoor, type CallUploadDoor } from './call-upload-door.ts';

/** Under which name its refused uploads are counted. */
const sourceId = 'call-uploads';
const noDoor: CallUploadDoor = { checks: () => [], close: () => Promise.resolve() };

/** The door for recorders of radio calls that the profile opens. Without its key it stays shut, which is said. */
export function callUploadDoorOf(options: {
  profile: Profile;
  readSecret: (name: string) => string | undefined;
  recordings: Pick<RecordingsFeature, 'keepWhole'>;
  intake: Pick<Intake, 'take'>;
  now: () => number;
  log: Log;
}): CallUploadDoor {
  const { log } = options;
  const wanted = options.profile.callUploads;
  if (!wanted) return noDoor;
  const key = options.readSecret(wanted.keySecret);
  if (key === undefined) {
    log.warn('the door for radio calls stays shut: a secret is missing', { keySecret: wanted.keySecret });
    return { ...noDoor, checks: () => [{ name: sourceId, state: 'fault', finding: `shut: the secret ${wanted.keySecret} is missing`, remedy: 'Give the secret and start the station anew.' }] };
  }
  return openCallUploadDoor({
    listen: wanted.listen,
    key,
    keep: (head, by, data, durationMs) => options.recordings.keepWhole(head, by, data, durationMs),
    refused: (fields, reason) =>
      new Promise<void>((resolve) => options.intake.take(sourceId, { topic: 'api/call-upload', payload: Buffer.from(fields), retained: false, receivedAtMs: options.now() }, { ok: false, reason }, resolve)),
    log,
  });
}
