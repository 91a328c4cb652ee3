import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from '#contract/profile.ts';
import { readAtOnceBytes } from '#contract/records/recording-records.ts';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Link } from '#domain/links/link.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Phone } from '#domain/phone/phone.ts';
import type { Recording, RecordingHead } from '#domain/recordings/recording.ts';
import { extensionOf } from '#domain/recordings/uploaded-call.ts';
import { recordingsToRemove } from '#domain/recordings/retention.ts';
import type { Clock } from '../../clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { JournalStore } from '../../journal/journal-store.ts';
import type { Log } from '../../log.ts';
import type { StationSync } from '../../sync/station-sync.ts';
import { createAdoption } from './adopt-recordings.ts';
import { createFetchedRecordings } from './fetched-recordings.ts';
import { checkRecordingDisk, checkRecordingsSent, freeBytesAt, rateOverMs } from './recording-disk.ts';
import { hashOfFile, logOf, openRecordingFile, readPart, type RecordingFile } from './recording-file.ts';
import { recordingsToSend } from './recordings-to-send.ts';
import type { RecordingStore } from './store.ts';

const recordingsFolder = 'recordings';
const fetchedFolder = 'recordings-fetched';
const gigabyte = 1_000_000_000;
/** Pieces come twice a second; a host that is heard no more has gone, and takes the recording up again if it comes back. */
const silentAfterMs = 60_000;
const removedAtOnce = 100;

type Going = { file: Promise<RecordingFile>; heardAtMs: number; operator: string };
export type Piece = { readonly n: number; readonly endMs: number; readonly data: Uint8Array };

/** The recordings of this station: pieces to disk, the hash into the journal, room on the disk. */
export function createRecordingsFeature(options: {
  dataDir: string;
  profile: Profile;
  store: RecordingStore;
  journal: Pick<Journal, 'record'>;
  /** The journal's rows, in which every recording stands that has ended. */
  events: Pick<JournalStore, 'after'>;
  /** The incident opened from a call. */
  incidentOf: (callId: string) => string | null;
  phones: () => readonly Phone[];
  central: () => Pick<StationSync, 'pullRecording' | 'status'>;
  keep: (work: () => void) => boolean;
  linksChanged: () => void;
  clock: Clock;
  log: Log;
}) {
  const { profile, store, clock, log } = options;
  const folder = join(options.dataDir, recordingsFolder);
  const { reserveGB, maxGB, keepDays, isOn, fetchedGB } = profile.recording;
  const isPractice = profile.exercise && profile.central === undefined;
  const limits = { keepMs: keepDays * 86_400_000, maxBytes: maxGB * gigabyte, reserveBytes: reserveGB * gigabyte };
  const adopt = createAdoption({ journal: options.events, store, station: profile.station.id });
  const fetched = createFetchedRecordings({ folder: join(options.dataDir, fetchedFolder), pull: (request) => options.central().pullRecording(request) });
  const going = new Map<string, Going>();
  /** One thing at a time with each file. */
  const turns = new Map<string, Promise<unknown>>();
  const startedAtMs = clock.now();
  const records = profile.sip !== undefined || profile.callUploads !== undefined;
  const atCentral = (): SyncStatus['recordings'] => options.central().status().recordings;
  let fault: string | null = null;
  let faultSinceMs = startedAtMs;
  let isRemoving = false;
  let isClosed = false;

  const fileOf = ({ id, startedAtMs: at, mimeType }: RecordingHead): string => join(folder, new Date(at).toISOString().slice(0, 7), `${id}.${extensionOf(mimeType)}`);
  const inTurn = <Value>(id: string, work: () => Promise<Value>): Promise<Value> => {
    const done = (turns.get(id) ?? Promise.resolve()).then(work, work);
    const settled = done.then(() => undefined, () => undefined);
    turns.set(id, settled);
    void settled.then(() => turns.get(id) === settled && turns.delete(id));
    return done;
  };
  const tellFault = (next: string | null): void => {
    if (next === fault) return;
    fault = next;
    faultSinceMs = clock.now();
    options.linksChanged();
  };
  const openAgain = (recording: RecordingHead, operator: string): Going => {
    const known = going.get(recording.id);
    if (known) return Object.assign(known, { operator });
    const opened = { file: openRecordingFile(fileOf(recording)), heardAtMs: clock.now(), operator };
    opened.file.catch(() => going.delete(recording.id));
    going.set(recording.id, opened);
    return opened;
  };

  /** Closes its file and puts its hash into the journal. A recording without a single piece is none. */
  const end = async (recording: Recording, by: 'finished' | 'fault', operator: string): Promise<Outcome<Record<string, never>>> => {
    try {
      const file = await openAgain(recording, operator).file;
      const [durationMs, bytes] = [file.durationMs(), file.bytes()];
      going.delete(recording.id);
      const sha256 = await file.close();
      const callId = recording.callId;
      const recorded = options.journal.record(`recording.kept:${recording.id}:${sha256}:${by}`, operator, () => {
        const { id, startedAtMs: at, phone, source, mimeType, channels } = recording;
        const incidentId = callId === null ? null : options.incidentOf(callId);
        const act = { kind: 'recording.kept', recordingId: id, phone, source, mimeType, channels, callId, incidentId, startedAtMs: at, durationMs, bytes, sha256, endedBy: by } as const;
        return { acts: bytes === 0 ? [] : [act], answer: success({}) };
      });
      if (!recorded.ok) return recorded;
      const isKept = options.keep(() => store.write({ ...recording, state: by, durationMs, bytes, sha256, isSynced: false }));
      return isKept ? success({}) : failure('not-saved', 'The end of the recording could not be saved.');
    } catch (error) {
      return refused(error);
    }
  };
  const refused = (error: unknown): Outcome<never> => {
    const why = error instanceof Error ? error.message : String(error);
    tellFault(`A recording cannot be written: ${why}`);
    log.warn('a recording cannot be written', { reason: why });
    return failure('not-recorded', 'The recording could not be written; it is kept in the phone for a while.');
  };

  const readFile = async (file: string, recording: Recording, offset: number): Promise<Outcome<{ recording: Recording; data: string }>> => {
    try {
      // At its beginning, once: whoever hears it must know that it is what was recorded.
      if (offset === 0 && (await hashOfFile(file)) !== recording.sha256) return failure('recording-damaged', 'The file of this recording is not what was recorded: it is damaged or was changed.');
      return success({ recording, data: Buffer.from(await readPart(file, offset, readAtOnceBytes)).toString('base64') });
    } catch (error) {
      return failure('recording-unreadable', `The file of this recording cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  const look = (): void => {
    const free = freeBytesAt(options.dataDir);
    // What is reserved is for the journal of acts.
    if (free !== null && free < limits.reserveBytes / 2) tellFault('The disk is almost full: nothing more is recorded.');
    else if (fault?.startsWith('The disk') === true) tellFault(null);
  };
  const removeOld = async (): Promise<void> => {
    const nowMs = clock.now();
    const isTight = (freeBytesAt(options.dataDir) ?? limits.reserveBytes) < limits.reserveBytes;
    // What was only fetched goes before what was recorded here.
    await fetched.keepTo(isTight ? 0 : fetchedGB * gigabyte);
    const removable = isPractice ? store.oldest(removedAtOnce) : store.removable(removedAtOnce);
    if (removable.length === 0) return;
    const removed = recordingsToRemove(removable, limits, { nowMs, freeBytes: freeBytesAt(options.dataDir) ?? limits.reserveBytes, keptBytes: store.kept().bytes, isPractice });
    for (const recording of removed) {
      await rm(fileOf(recording), { force: true });
      await rm(logOf(fileOf(recording)), { force: true });
      options.keep(() => store.write({ ...recording, removedAtMs: nowMs }));
    }
  };

  return {
    /** Resolves once the piece is on disk, with how many there are. */
    async keepPiece(phone: string, operator: string, head: RecordingHead, piece: Piece): Promise<Outcome<{ next: number }>> {
      if (isClosed) return failure('not-recorded', 'The station is closing.');
      const known = store.read(head.id);
      if (known && known.phone !== phone) return failure('not-a-phone', 'This is the recording of another phone.');
      if (!known) {
        if (!isOn) return failure('recording-off', 'This station does not record calls.');
        if (fault?.startsWith('The disk') === true) return failure('not-recorded', fault);
        if (!options.keep(() => store.begin(phone, head))) return failure('not-saved', 'The recording could not be begun.');
      } else if (known.state === 'finished') {
        return success({ next: piece.n + 1 });
      } else if (known.state === 'fault' && !options.keep(() => store.write({ ...known, state: 'open', sha256: null }))) {
        return failure('not-saved', 'The recording could not be taken up again.');
      }
      return inTurn(head.id, async () => {
        try {
          const opened = openAgain(head, operator);
          opened.heardAtMs = clock.now();
          const file = await opened.file;
          await file.keep(piece);
          if (fault?.startsWith('A recording') === true) tellFault(null);
          return success({ next: file.next() });
        } catch (error) {
          return refused(error);
        }
      });
    },
    async end(phone: string, operator: string, id: string, by: 'finished' | 'fault'): Promise<Outcome<Record<string, never>>> {
      return inTurn(id, async () => {
        const recording = store.read(id);
        if (recording?.phone !== phone) return failure('no-recording', 'There is no such recording.');
        return recording.state === 'open' ? end(recording, by, operator) : success({});
      });
    },
    /** A whole sound that came from elsewhere; the same one again changes nothing. */
    async keepWhole(head: RecordingHead, by: string, data: Uint8Array, durationMs: number): Promise<Outcome<Record<string, never>>> {
      for (let n = 0; n * readAtOnceBytes < data.length; n += 1) {
        const piece = { n, endMs: durationMs, data: data.subarray(n * readAtOnceBytes, (n + 1) * readAtOnceBytes) };
        const kept = await this.keepPiece(by, by, head, piece);
        if (!kept.ok) return kept;
      }
      return this.end(by, by, head.id, 'finished');
    },
    /** A host of this phone begins: what the one before it left open, and it does not go on with, has ended by a fault. */
    async settle(phone: string, operator: string, ids: readonly string[]): Promise<Outcome<Record<string, never>>> {
      for (const { id } of store.open().filter((each) => each.phone === phone && !ids.includes(each.id))) {
        const ended = await this.end(phone, operator, id, 'fault');
        if (!ended.ok) return ended;
      }
      return success({});
    },
    /** A part of a recording that has ended: of its file here, or of one that is fetched from central. */
    async read(recording: Recording | undefined, offset: number): Promise<Outcome<{ recording: Recording; data: string }>> {
      if (!recording) return failure('no-recording', 'There is no such recording.');
      if (recording.state === 'open') return failure('recording-open', 'This recording still goes on.');
      const isHere = store.read(recording.id) !== undefined && recording.removedAtMs === null;
      const here = isHere ? await readFile(fileOf(recording), recording, offset) : null;
      if (here?.ok === true || (here && !recording.isSynced)) return here;
      // Damaged here and whole at central: from now on it is heard from there.
      if (here) options.keep(() => store.write({ ...recording, removedAtMs: clock.now() }));
      const file = await fetched.open(recording);
      return file.ok ? readFile(file.value, recording, offset) : file;
    },
    toSend: recordingsToSend({ store, fileOf, keep: options.keep }),
    link(): Pick<Link, 'state' | 'sinceMs' | 'reason' | 'waiting'> | null {
      if (!isOn || !records) return null;
      const unable = options.phones().find(({ host, recorder }) => host === 'up' && recorder.reason !== null);
      const reason = fault ?? unable?.recorder.reason ?? null;
      const { count: waiting, reason: untaken } = atCentral();
      if (reason !== null) return { state: 'down', sinceMs: fault === null ? startedAtMs : faultSinceMs, reason, waiting };
      return { state: untaken === null ? 'live' : 'late', sinceMs: startedAtMs, reason: untaken?.sentence ?? null, waiting };
    },
    checks(): DoctorReport['checks'] {
      if (!isOn || !records) return [];
      return [
        checkRecordingDisk({ freeBytes: freeBytesAt(options.dataDir), reserveBytes: limits.reserveBytes, dayBytes: store.bytesSince(clock.now() - rateOverMs) }),
        checkRecordingsSent({ ...atCentral(), hasCentral: profile.central !== undefined, nowMs: clock.now() }),
      ];
    },
    /** Ends what nobody records any more, puts back rows that were lost, and makes room; wanted every few seconds. */
    upkeep(): void {
      look();
      options.keep(adopt);
      for (const recording of store.open()) {
        const heardAtMs = going.get(recording.id)?.heardAtMs ?? startedAtMs;
        if (clock.now() - heardAtMs > silentAfterMs) void this.end(recording.phone, going.get(recording.id)?.operator ?? recording.phone, recording.id, 'fault');
      }
      if (isRemoving) return;
      isRemoving = true;
      void removeOld()
        .catch((error: unknown) => log.warn('old recordings could not be removed', { reason: String(error) }))
        .finally(() => (isRemoving = false));
    },
    /** What goes on stays open: its host tells the rest to the next core. */
    async close(): Promise<void> {
      isClosed = true;
      await fetched.close();
      await Promise.all(turns.values());
      for (const { file } of going.values()) await file.then((opened) => opened.close()).catch(() => undefined);
      going.clear();
    },
  };
}

export type RecordingsFeature = ReturnType<typeof createRecordingsFeature>;
