import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { largestPartBytes, type RecordingPull, type RecordingPullAnswer } from '#contract/sync/recording-messages.ts';
import { failure, success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { partDigest } from '#ledger/recording-part.ts';
import { createPieceSize } from '../../sync/piece-size.ts';
import { hashOfFile, writeAll } from './recording-file.ts';

/** Whoever asked waits so long before it is told that the recording is on its way. */
const waitMs = 1_500;
const mostDamagedParts = 5;
const coming = '.coming';

/** Recordings that are only at central, fetched when somebody wants to hear one, and kept here for a while: the one heard last the longest. */
export function createFetchedRecordings(options: { folder: string; pull: (request: RecordingPull) => Promise<Outcome<RecordingPullAnswer>> }) {
  const { folder, pull } = options;
  const underWay = new Map<string, Promise<Outcome<string>>>();

  const fileOf = ({ id, sha256 }: Recording): string => join(folder, `${id}.${(sha256 ?? '').slice(0, 16)}`);

  /** Goes on behind what an earlier try left. */
  const fetch = async (recording: Recording): Promise<Outcome<string>> => {
    const file = fileOf(recording);
    const size = createPieceSize({ start: 65_536, smallest: 8_192, largest: largestPartBytes }, () => 0);
    await mkdir(folder, { recursive: true });
    const handle = await open(`${file}${coming}`, 'r+').catch(() => open(`${file}${coming}`, 'wx+'));
    try {
      let { size: have } = await handle.stat();
      if (have > recording.bytes) await handle.truncate((have = 0));
      for (let damaged = 0; have < recording.bytes; ) {
        const askedAt = performance.now();
        const pulled = await pull({ recordingId: recording.id, offset: have, length: size.next() });
        if (!pulled.ok) return pulled.code === 'no-central' ? failure('recording-at-central', 'This recording is at central, and central is not reached.') : pulled;
        if (pulled.value.state === 'refused') return failure(pulled.value.code, pulled.value.sentence);
        const data = Buffer.from(pulled.value.data, 'base64');
        if (data.length === 0 || partDigest(data) !== pulled.value.digest) {
          if ((damaged += 1) > mostDamagedParts) return damagedOnTheWay;
          size.failed();
          continue;
        }
        size.measured(data.length, performance.now() - askedAt);
        await writeAll(handle, data, have);
        have += data.length;
      }
    } finally {
      await handle.close();
    }
    if ((await hashOfFile(`${file}${coming}`)) !== recording.sha256) {
      await rm(`${file}${coming}`, { force: true });
      return damagedOnTheWay;
    }
    await rename(`${file}${coming}`, file);
    return success(file);
  };

  return {
    /** The file of a recording, whole; while it is on its way `recording-coming`, and what stands in the way where something does. */
    async open(recording: Recording): Promise<Outcome<string>> {
      const file = fileOf(recording);
      const found = await stat(file).catch(() => null);
      if (found) {
        const now = new Date();
        await utimes(file, now, now).catch(() => undefined);
        return success(file);
      }
      const fetching =
        underWay.get(file) ??
        fetch(recording)
          .catch((error: unknown): Failure => failure('recording-unreadable', `The recording could not be kept here: ${error instanceof Error ? error.message : String(error)}`))
          .finally(() => underWay.delete(file));
      underWay.set(file, fetching);
      const patience = Promise.withResolvers<Outcome<string>>();
      const timer = setTimeout(() => patience.resolve(failure('recording-coming', 'This recording is being fetched from central.')), waitMs);
      return Promise.race([fetching, patience.promise]).finally(() => clearTimeout(timer));
    },
    /** Removes what was not heard for the longest until the rest has so many bytes at most. */
    async keepTo(mostBytes: number): Promise<void> {
      const names = await readdir(folder).catch((): string[] => []);
      const files = await Promise.all(names.map(async (name) => ({ file: join(folder, name), found: await stat(join(folder, name)).catch(() => null) })));
      let bytes = files.reduce((sum, { found }) => sum + (found?.size ?? 0), 0);
      for (const { file, found } of files.toSorted((left, right) => (left.found?.mtimeMs ?? 0) - (right.found?.mtimeMs ?? 0))) {
        if (bytes <= mostBytes) return;
        if (underWay.has(file.slice(0, -coming.length))) continue;
        await rm(file, { force: true });
        bytes -= found?.size ?? 0;
      }
    },
    async close(): Promise<void> {
      await Promise.all(underWay.values());
    },
  };
}

const damagedOnTheWay = failure('recording-damaged', 'What came from central is not what was recorded.');
