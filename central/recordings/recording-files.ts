import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { begunBytes, beginningOf, type SentPart } from '#domain/recordings/sent-parts.ts';
import { extensionOf } from '#domain/recordings/uploaded-call.ts';
import { syncPath } from '../db/durable-node-files.ts';

/** A recording as its act names it. */
export type NamedRecording = {
  readonly site: string;
  readonly recordingId: string;
  readonly startedAtMs: number;
  readonly mimeType: string;
  readonly bytes: number;
  /** Of the whole file, hex. */
  readonly sha256: string;
};

/** A recording that nobody goes on sending is begun anew. */
const partsKeptMs = 7 * 86_400_000;

/**
 * The files of the recordings: one folder per site, in it one per month (`site-S/2026-11/ID.webm`), and beside them `parts`, what is still on its way. Several
 * centrals may share the folder: a part appears in one moment under its place, and a whole file only once it was proven.
 * Everything rejects as the disk does.
 */
export function createRecordingFiles(folder: string) {
  const ofSite = (site: string): string => join(folder, `site-${site}`);
  const fileOf = ({ site, recordingId, startedAtMs, mimeType }: NamedRecording): string =>
    join(ofSite(site), new Date(startedAtMs).toISOString().slice(0, 7), `${recordingId}.${extensionOf(mimeType)}`);
  const partsOf = ({ site, recordingId, sha256 }: NamedRecording): string => join(ofSite(site), 'parts', `${recordingId}.${sha256.slice(0, 16)}`);

  const listParts = async (recording: NamedRecording): Promise<readonly (SentPart & { file: string })[]> => {
    const at = partsOf(recording);
    const names = await readdir(at).catch(nothingThere<string[]>([]));
    return names.flatMap((name) => {
      const [, offset, bytes] = /^(\d{1,16})-(\d{1,9})$/.exec(name) ?? [];
      return offset === undefined ? [] : [{ offset: Number(offset), bytes: Number(bytes), file: join(at, name) }];
    });
  };
  const dropParts = (recording: NamedRecording): Promise<void> => rm(partsOf(recording), { recursive: true, force: true });

  return {
    /** How many bytes of its beginning have come. */
    begun: async (recording: NamedRecording): Promise<number> => begunBytes(await listParts(recording)),
    async addPart(recording: NamedRecording, offset: number, data: Uint8Array): Promise<void> {
      const at = partsOf(recording);
      await mkdir(at, { recursive: true, mode: 0o700 });
      const coming = join(at, `coming-${randomUUID()}`);
      try {
        await writeFile(coming, data, { mode: 0o600 });
        await rename(coming, join(at, `${offset}-${data.length}`));
      } catch (error) {
        await rm(coming, { force: true });
        throw error;
      }
    },
    /** Puts the parts together. True once the whole is what was recorded, and on the disk; otherwise its parts are dropped. */
    async finish(recording: NamedRecording): Promise<boolean> {
      const file = fileOf(recording);
      const making = join(ofSite(recording.site), 'parts', `making-${randomUUID()}`);
      try {
        const sha256 = await writeTogether(making, await listParts(recording));
        if (sha256 === recording.sha256) {
          await mkdir(dirname(file), { recursive: true, mode: 0o700 });
          await rename(making, file);
          for (const each of [dirname(file), ofSite(recording.site), folder]) syncPath(each);
        }
        await dropParts(recording);
        return sha256 === recording.sha256;
      } finally {
        await rm(making, { force: true });
      }
    },
    /** A file of its length is there. */
    async isThere(recording: NamedRecording): Promise<boolean> {
      return (await stat(fileOf(recording)).catch(nothingThere(null)))?.size === recording.bytes;
    },
    /** What is there is, to the last bit, what was recorded. */
    async isProven(recording: NamedRecording): Promise<boolean> {
      const hash = createHash('sha256');
      try {
        for await (const part of createReadStream(fileOf(recording))) hash.update(part as Buffer);
      } catch (error) {
        return nothingThere(false)(error);
      }
      return hash.digest('hex') === recording.sha256;
    },
    /** Out of the way, and kept for whoever examines it. */
    setAside: (recording: NamedRecording): Promise<void> => rename(fileOf(recording), `${fileOf(recording)}.damaged`).catch(nothingThere(undefined)),
    async read(recording: NamedRecording, offset: number, length: number): Promise<Uint8Array> {
      const handle = await open(fileOf(recording), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async freeBytes(): Promise<number> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    /** Of recordings whose sending was broken off long ago. */
    async dropOldParts(nowMs: number): Promise<void> {
      for (const site of await readdir(folder).catch(nothingThere<string[]>([]))) {
        const parts = join(folder, site, 'parts');
        for (const name of await readdir(parts).catch(nothingThere<string[]>([]))) {
          const found = await stat(join(parts, name)).catch(nothingThere(null));
          if (found && nowMs - found.mtimeMs > partsKeptMs) await rm(join(parts, name), { recursive: true, force: true });
        }
      }
    },
  };
}

/** One part at a time; gives the SHA-256 of all, which is on the disk then. */
async function writeTogether(file: string, parts: readonly (SentPart & { file: string })[]): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  try {
    for (const { part, skip, bytes } of beginningOf(parts)) {
      const data = (await readFile(part.file)).subarray(skip, skip + bytes);
      hash.update(data);
      await handle.writeFile(data);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** For a file that is not there; any other fault is one. */
function nothingThere<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return value;
    throw error;
  };
}
