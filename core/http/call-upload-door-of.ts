import type { Profile } from '#contract/profile.ts';
import { unheardOvers } from '#domain/radio/uploaded-overs.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { RecordingsFeature } from '../features/recordings/recordings-feature.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { Intake } from '../ingest/intake.ts';
import type { Log } from '../log.ts';
import { openCallUploadDoor, type CallUploadDoor } from './call-upload-door.ts';

/** Under which name its uploads are heard and counted. */
const sourceId = 'call-uploads';
/** Radios let go by themselves after three to four minutes. */
const longestOverMs = 240_000;
const noDoor: CallUploadDoor = { checks: () => [], close: () => Promise.resolve() };

/** The door for recorders of radio calls that the profile opens. Without its key it stays shut, which is said. */
export function callUploadDoorOf(options: {
  profile: Profile;
  readSecret: (name: string) => string | undefined;
  recordings: Pick<RecordingsFeature, 'keepWhole'>;
  intake: Pick<Intake, 'take'>;
  /** What is on the air, and what began at or after a time. */
  recentOvers: (atMs: number) => readonly Transmission[];
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
  const message = (text: string): Message => ({ topic: 'api/call-upload', payload: Buffer.from(text), retained: false, receivedAtMs: options.now() });
  const take = (text: string, decoded: Decoded): Promise<void> => new Promise((resolve) => options.intake.take(sourceId, message(text), decoded, resolve));
  return openCallUploadDoor({
    listen: wanted.listen,
    key,
    keep: (head, by, data, durationMs) => options.recordings.keepWhole(head, by, data, durationMs),
    heard(call, recordingId, durationMs) {
      const signals = unheardOvers(call, durationMs, options.recentOvers(call.startedAtMs - longestOverMs), { sourceId, receivedAtMs: options.now() });
      return signals.length === 0 ? Promise.resolve() : take(JSON.stringify({ recordingId }), { ok: true, facts: signals.map((signal) => ({ kind: 'radio', signal })) });
    },
    refused: (fields, reason) => take(fields, { ok: false, reason }),
    log,
  });
}
