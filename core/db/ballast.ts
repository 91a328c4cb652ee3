import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';

/** A file of real blocks that is given up when the disk is full, so that work goes on while somebody makes room. */
export type Ballast = {
  /** Gives the blocks back; false when there are none. */
  release(): boolean;
  /** Adds a piece as long as it is not whole and there is room for it three times over. No start waits for it, and nobody long. */
  grow(): void;
};

export const ballastFileName = 'ballast.reserve';
const wantedBytes = 64 * 1_048_576;
const pieceBytes = 4 * 1_048_576;
/** On a small disk it is not what fills it. */
const shareOfFree = 0.02;
const smallestBytes = 65_536;
const roomTimes = 3;

export function createBallast(file: string, folder: string): Ballast {
  let bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let givenUpBytes = 0;
  const missingBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize + bytes;
    const wanted = Math.floor(Math.min(wantedBytes, free * shareOfFree) / smallestBytes) * smallestBytes;
    return free >= roomTimes * Math.max(wanted, givenUpBytes) ? wanted - bytes : 0;
  };
  const release = (): boolean => {
    if (bytes === 0) return false;
    givenUpBytes = bytes;
    bytes = 0;
    rmSync(file, { force: true });
    return true;
  };
  return {
    release,
    grow() {
      try {
        const piece = Math.min(pieceBytes, missingBytes());
        if (piece < smallestBytes) return;
        appendBlocks(file, piece);
        bytes += piece;
      } catch {
        bytes = 0;
        rmSync(file, { force: true });
      }
    },
  };
}

/** Bytes that differ, so that no file system stores them as a hole. */
function appendBlocks(file: string, bytes: number): void {
  const block = Buffer.alloc(1_048_576);
  for (let at = 0; at < block.length; at += 4) block.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const handle = openSync(file, 'a', 0o600);
  try {
    for (let written = 0; written < bytes; ) written += writeSync(handle, block, 0, Math.min(block.length, bytes - written));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
