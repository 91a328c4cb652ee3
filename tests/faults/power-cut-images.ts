/**
 * What a disk may hold after a power cut, replayed from a trace of system calls: everything that was synced, and of the
 * writes since then any part, in any order. `strace -f -xx -e trace=openat,unlink,pwrite64,write,fdatasync,fsync,ftruncate,close`.
 * A file that was synced counts as created; one that was removed is gone for sure only once its folder was synced.
 */
export type PowerCutImage = {
  /** How many acts had been acknowledged when the power went. */
  readonly acknowledged: number;
  readonly files: ReadonlyMap<string, Buffer>;
};

type PendingWrite = { readonly offset: number; readonly data: Buffer } | { readonly length: number };
type TracedFile = { synced: Buffer; pending: PendingWrite[]; removed: boolean };

const acknowledgement = /^ack (\d+)\n$/;

/**
 * An image at each acknowledgement, and in the middle of things wherever `alsoHere` says so; `survives` decides for each
 * unsynced write whether it reached the disk.
 */
export function* powerCutImages(
  trace: string,
  folder: string,
  survives: () => boolean,
  alsoHere: () => boolean = () => false,
): Generator<PowerCutImage> {
  let acknowledged = 0;
  const files = new Map<string, TracedFile>();
  const pathOfDescriptor = new Map<number, string>();
  for (const { call, values, result } of systemCalls(trace)) {
    const descriptor = Number(values[0]);
    const path = pathOfDescriptor.get(descriptor);
    const file = path === undefined ? undefined : files.get(path);
    if (call === 'openat') {
      const opened = text(values[1]);
      if (result < 0) continue;
      pathOfDescriptor.set(result, opened);
      const isNew = files.get(opened)?.removed ?? true;
      if (isNew && opened.startsWith(`${folder}/`)) files.set(opened, { synced: Buffer.alloc(0), pending: [], removed: false });
    } else if (call === 'unlink') {
      const removed = files.get(text(values[0]));
      if (removed && result === 0) removed.removed = true;
    } else if (call === 'fsync' && path === folder) {
      for (const [name, { removed }] of files) if (removed) files.delete(name);
    } else if (call === 'close') pathOfDescriptor.delete(descriptor);
    else if (call === 'write' && descriptor === 1) {
      acknowledged = Number(acknowledgement.exec(text(values[1]))?.[1] ?? acknowledged);
      yield { acknowledged, files: imageOf(files, survives) };
    } else if (!file || result < 0) continue;
    else if (call === 'pwrite64') file.pending.push({ offset: Number(values[3]), data: bytes(values[1]).subarray(0, result) });
    else if (call === 'ftruncate') file.pending.push({ length: Number(values[1]) });
    else if (call === 'fsync' || call === 'fdatasync') {
      file.synced = file.pending.reduce(written, file.synced);
      file.pending = [];
    }
    if (acknowledged > 0 && alsoHere()) yield { acknowledged, files: imageOf(files, survives) };
  }
}

function imageOf(files: ReadonlyMap<string, TracedFile>, survives: () => boolean): Map<string, Buffer> {
  return new Map(
    [...files]
      .filter(([, { removed }]) => !removed || survives())
      .map(([path, { synced, pending }]) => [path, pending.filter(survives).reduce(written, synced)]),
  );
}

function written(content: Buffer, write: PendingWrite): Buffer {
  if ('length' in write) {
    const cut = Buffer.alloc(write.length);
    content.copy(cut, 0, 0, Math.min(content.length, write.length));
    return cut;
  }
  const grown = Buffer.alloc(Math.max(content.length, write.offset + write.data.length));
  content.copy(grown);
  write.data.copy(grown, write.offset);
  return grown;
}

type SystemCall = { readonly call: string; readonly values: readonly string[]; readonly result: number };

function* systemCalls(trace: string): Generator<SystemCall> {
  const unfinished = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const numbered = /^(\d+)\s+(.*)$/.exec(line);
    if (!numbered) continue;
    const thread = numbered[1] ?? '';
    let body = numbered[2] ?? '';
    if (body.endsWith('<unfinished ...>')) {
      unfinished.set(thread, body.slice(0, -'<unfinished ...>'.length).trimEnd());
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(body);
    if (resumed) body = (unfinished.get(thread) ?? '') + (resumed[1] ?? '');
    const whole = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(body);
    if (whole) yield { call: whole[1] ?? '', values: (whole[2] ?? '').split(', '), result: Number(whole[3]) };
  }
}

/** A string as `strace -xx` prints it: every byte as \xNN. */
function bytes(quoted: string | undefined): Buffer {
  return Buffer.from((quoted ?? '').replaceAll(/[^\\x0-9a-f]/g, '').replaceAll('\\x', ''), 'hex');
}

function text(quoted: string | undefined): string {
  return bytes(quoted).toString();
}
