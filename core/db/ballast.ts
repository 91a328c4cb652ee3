import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';

/** A file of real blocks that is given up when the disk is full, so that work goes on while somebody makes room. */
export type Ballast = {
  /** Gives the blocks back; false when there are none. */
  release(): boolean;
  /** Makes the file when there is room for it three times over; true when it stands. */
  make(): boolean;
  isThere(): boolean;
};

export const ballastFileName = 'ballast.reserve';
const wantedBytes = 64 * 1_048_576;
/** On a small disk it is not what fills it. */
const shareOfFree = 0.02;
const smallestBytes = 65_536;
const roomTimes = 3;

export function createBallast(file: string, folder: string): Ballast {
  let isThere = false;
  let lastBytes = 0;
  const bytesFor = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const bytes = Math.floor(Math.min(wantedBytes, free * shareOfFree) / smallestBytes) * smallestBytes;
    return free >= roomTimes * Math.max(bytes, lastBytes) ? bytes : 0;
  };
  return {
    isThere: () => isThere,
    release() {
      if (!isThere) return false;
      isThere = false;
      rmSync(file, { force: true });
      return true;
    },
    make() {
      if (isThere) return true;
      try {
        if (existsSync(file) && statSync(file).size > 0) {
          lastBytes = statSync(file).size;
          isThere = true;
          return true;
        }
        const bytes = bytesFor();
        if (bytes < smallestBytes) return false;
        writeBlocks(file, bytes);
        lastBytes = bytes;
        isThere = true;
      } catch {
        rmSync(file, { force: true });
      }
      return isThere;
    },
  };
}

/** Bytes that differ, so that no file system stores them as a hole. */
function writeBlocks(file: string, bytes: number): void {
  const block = Buffer.alloc(1_048_576);
  for (let at = 0; at < block.length; at += 4) block.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const handle = openSync(file, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; ) written += writeSync(handle, block, 0, Math.min(block.length, bytes - written));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
