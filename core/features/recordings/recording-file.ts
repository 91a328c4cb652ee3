import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pieceLine, placePiece, readPieceLog, wholePieces } from '#domain/recordings/piece-log.ts';

/** A recording being written: its sound, and beside it the log of its pieces (`….pieces`). */
export type RecordingFile = {
  /** How many pieces are on disk for certain. */
  next(): number;
  durationMs(): number;
  bytes(): number;
  /** Resolves once the piece is on disk. Rejects as the disk does; then the piece is not there and may be told again. */
  keep(piece: { readonly n: number; readonly endMs: number; readonly data: Uint8Array }): Promise<void>;
  /** Closes it; gives the SHA-256 of the whole file, hex. */
  close(): Promise<string>;
};

/** Opens a recording, a new one or one that a kill or a power cut left: what is not whole at its end is cut off. */
export async function openRecordingFile(file: string): Promise<RecordingFile> {
  await mkdir(dirname(file), { recursive: true });
  const [sound, log] = [await openOrCreate(file), await openOrCreate(logOf(file))];
  const text = await log.readFile('utf8');
  const data = await sound.readFile();
  const whole = wholePieces(readPieceLog(text).pieces, (offset, bytes) => (offset + bytes > data.length ? undefined : digestOf(data.subarray(offset, offset + bytes))));
  let count = whole.pieces.length;
  let bytes = whole.bytes;
  let endMs = whole.pieces.at(-1)?.endMs ?? 0;
  let logBytes = whole.pieces.map(pieceLine).join('').length;
  const hash = createHash('sha256').update(data.subarray(0, bytes));
  await sound.truncate(bytes);
  await log.truncate(logBytes);
  return {
    next: () => count,
    durationMs: () => endMs,
    bytes: () => bytes,
    async keep(piece) {
      if (placePiece(count, piece.n) !== 'append') return;
      const line = pieceLine({ n: piece.n, endMs: piece.endMs, bytes: piece.data.length, digest: digestOf(piece.data) });
      // At their places, not at the end: what a full disk left of an earlier try is written over.
      await writeAll(sound, piece.data, bytes);
      await sound.datasync();
      await writeAll(log, Buffer.from(line), logBytes);
      await log.datasync();
      hash.update(piece.data);
      [count, bytes, logBytes, endMs] = [count + 1, bytes + piece.data.length, logBytes + line.length, Math.max(endMs, piece.endMs)];
    },
    async close() {
      await sound.truncate(bytes);
      await log.truncate(logBytes);
      await sound.sync();
      await sound.close();
      await log.close();
      return hash.copy().digest('hex');
    },
  };
}

export function logOf(file: string): string {
  return `${file}.pieces`;
}

/** SHA-256 of a file, hex. Rejects when it cannot be read. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** So many bytes of a file from a place on; fewer where it ends. Rejects when it cannot be read. */
export async function readPart(file: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function openOrCreate(file: string): Promise<FileHandle> {
  return open(file, 'r+').catch(() => open(file, 'wx+'));
}

export async function writeAll(handle: FileHandle, data: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < data.length; ) {
    written += (await handle.write(data, written, data.length - written, position + written)).bytesWritten;
  }
}

function digestOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 16);
}
