import { dirname } from 'node:path';
import { systemCalls } from './system-calls.ts';

/**
 * What a disk may hold after a power cut, replayed from a trace of system calls: everything that was synced, and of the
 * writes since then any part, in any order. `strace -f -xx -e trace=` and `tracedCalls`.
 * A file that was synced counts as created; one that was removed or renamed is so for sure only once its folder was synced.
 */
export type PowerCutImage = {
  /** How many acts had been acknowledged when the power went. */
  readonly acknowledged: number;
  /** Put together when it is asked for: before the next image is. */
  files(): ReadonlyMap<string, Buffer>;
};

export const tracedCalls = 'openat,unlink,rename,pwrite64,write,fdatasync,fsync,ftruncate,close';

type PendingWrite = { readonly offset: number; readonly data: Buffer } | { readonly length: number };
/** `isShared`: its bytes are in an image or were there before, and stay as they are. */
type TracedFile = { synced: Buffer; isShared: boolean; pending: PendingWrite[]; removed: boolean };
type Rename = { readonly from: string; readonly to: string; readonly file: TracedFile; readonly replaced: TracedFile | undefined };
type Disk = { readonly files: Map<string, TracedFile>; renames: Rename[] };

const acknowledgement = /^ack (?:[^ ]+ )?(\d+)\b/;

/**
 * An image at each acknowledgement, and in the middle of things wherever `alsoHere` says so; `survives` decides for each
 * unsynced write whether it reached the disk. `before` is what was on the disk when the trace began.
 */
export function* powerCutImages(
  trace: string,
  folder: string,
  survives: () => boolean,
  alsoHere: () => boolean = () => false,
  before: ReadonlyMap<string, Buffer> = new Map(),
): Generator<PowerCutImage> {
  let acknowledged = 0;
  const disk: Disk = { files: new Map([...before].map(([path, synced]) => [path, { synced, isShared: true, pending: [], removed: false }])), renames: [] };
  const open = new Map<number, { readonly path: string; readonly file: TracedFile | undefined; position: number }>();
  for (const { call, values, result } of systemCalls(trace)) {
    const descriptor = Number(values[0]);
    const opened = open.get(descriptor);
    const file = opened?.file;
    if (call === 'openat') {
      if (result >= 0) open.set(result, { path: text(values[1]), file: openedFile(disk, folder, text(values[1]), values[2] ?? ''), position: 0 });
    } else if (call === 'unlink') {
      const removed = disk.files.get(text(values[0]));
      if (removed && result === 0) removed.removed = true;
    } else if (call === 'rename') {
      if (result === 0) rename(disk, text(values[0]), text(values[1]));
    } else if (call === 'fsync' && opened && !file) syncFolder(disk, opened.path);
    else if (call === 'close') open.delete(descriptor);
    else if (call === 'write' && descriptor === 1) {
      acknowledged = Number(acknowledgement.exec(text(values[1]))?.[1] ?? acknowledged);
      yield { acknowledged, files: () => imageOf(disk, survives) };
    } else if (!file || result < 0) continue;
    else if (call === 'write' && opened) {
      file.pending.push({ offset: opened.position, data: bytes(values[1]).subarray(0, result) });
      opened.position += result;
    } else if (call === 'pwrite64') file.pending.push({ offset: Number(values[3]), data: bytes(values[1]).subarray(0, result) });
    else if (call === 'ftruncate') file.pending.push({ length: Number(values[1]) });
    else if (call === 'fsync' || call === 'fdatasync') {
      sync(file);
    }
    if (acknowledged > 0 && alsoHere()) yield { acknowledged, files: () => imageOf(disk, survives) };
  }
}

/** Undefined where it is none of the folder's files. */
function openedFile({ files }: Disk, folder: string, path: string, flags: string): TracedFile | undefined {
  if (!path.startsWith(`${folder}/`) || flags.includes('O_DIRECTORY')) return undefined;
  const known = files.get(path);
  if (known && !known.removed) {
    if (flags.includes('O_TRUNC')) known.pending.push({ length: 0 });
    return known;
  }
  // What is opened and was never seen is a folder, unless it is being made.
  if (!flags.includes('O_CREAT')) return undefined;
  const made: TracedFile = { synced: Buffer.alloc(0), isShared: false, pending: [], removed: false };
  files.set(path, made);
  return made;
}

function rename(disk: Disk, from: string, to: string): void {
  const file = disk.files.get(from);
  if (!file) return;
  disk.renames.push({ from, to, file, replaced: disk.files.get(to) });
  disk.files.delete(from);
  disk.files.set(to, file);
}

function syncFolder(disk: Disk, folder: string): void {
  for (const [name, { removed }] of disk.files) if (removed && dirname(name) === folder) disk.files.delete(name);
  disk.renames = disk.renames.filter(({ to }) => dirname(to) !== folder);
}

function imageOf({ files, renames }: Disk, survives: () => boolean): Map<string, Buffer> {
  const there = new Map(files);
  // The newest first: once one did not reach the disk, the name it would have replaced is still the older file's.
  for (const { from, to, file, replaced } of renames.toReversed()) {
    if (survives()) continue;
    if (!there.has(from)) there.set(from, file);
    if (replaced) there.set(to, replaced);
    else there.delete(to);
  }
  return new Map(
    [...there]
      .filter(([, { removed }]) => !removed || survives())
      .map(([path, file]) => {
        const content = writtenAll(file.synced, file.pending.filter(survives));
        file.isShared ||= content === file.synced;
        return [path, content];
      }),
  );
}

function sync(file: TracedFile): void {
  const { synced, isShared, pending } = file;
  const within = pending.flatMap((write) => ('data' in write && write.offset + write.data.length <= synced.length ? [write] : []));
  if (within.length < pending.length || isShared) file.synced = writtenAll(synced, pending);
  else for (const { data, offset } of within) data.copy(synced, offset);
  file.isShared &&= file.synced === synced;
  file.pending = [];
}

/** The same buffer where nothing was written. */
function writtenAll(synced: Buffer, writes: readonly PendingWrite[]): Buffer {
  if (writes.length === 0) return synced;
  let length = synced.length;
  const longest = writes.reduce((most, write) => Math.max(most, 'length' in write ? write.length : write.offset + write.data.length), length);
  const content = Buffer.alloc(longest);
  synced.copy(content);
  for (const write of writes) {
    if ('length' in write) {
      content.fill(0, Math.min(write.length, length), length);
      length = write.length;
    } else {
      write.data.copy(content, write.offset);
      length = Math.max(length, write.offset + write.data.length);
    }
  }
  return content.subarray(0, length);
}

/** A string as `strace -xx` prints it: every byte as \xNN. */
function bytes(quoted: string | undefined): Buffer {
  return Buffer.from((quoted ?? '').replaceAll(/[^\\x0-9a-f]/g, '').replaceAll('\\x', ''), 'hex');
}

function text(quoted: string | undefined): string {
  return bytes(quoted).toString();
}
