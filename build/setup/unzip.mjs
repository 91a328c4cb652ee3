import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { inflateRawSync } from 'node:zlib';

// Layouts of APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16 (PKWARE .ZIP file format).
const endOfDirectoryMark = 0x06054b50;
const endOfDirectoryBytes = 22;
const directoryEntryMark = 0x02014b50;
const directoryEntryBytes = 46;
const localHeaderBytes = 30;
const longestComment = 0xffff;
const deflated = 8;

/**
 * Unpacks what `rename` gives a path for (relative to `folder`); undefined leaves an entry out. File modes are kept.
 * Entries are read one at a time, so memory stays near the largest of them. ZIP64 and encryption are not understood.
 * @param {string} zipFile
 * @param {string} folder
 * @param {(path: string) => string | undefined} rename
 */
export function unzip(zipFile, folder, rename) {
  const zip = openSync(zipFile, 'r');
  try {
    for (const entry of directoryOf(zip)) {
      const path = entry.path.endsWith('/') ? undefined : rename(entry.path);
      if (path === undefined) continue;
      if (normalize(path).startsWith('..')) throw new Error(`${zipFile}: ${path} points outside`);
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, contentOf(zip, entry), { mode: entry.mode || 0o644 });
    }
  } finally {
    closeSync(zip);
  }
}

/** @param {number} zip */
function directoryOf(zip) {
  const size = fstatSync(zip).size;
  const tailAt = Math.max(0, size - endOfDirectoryBytes - longestComment);
  const tail = read(zip, tailAt, size - tailAt);
  const end = lastIndexOfMark(tail, endOfDirectoryMark);
  if (end < 0) throw new Error('This is not a zip file, or it is cut off.');
  const count = tail.readUInt16LE(end + 10);
  const directory = read(zip, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== directoryEntryMark) throw new Error('The zip directory is damaged.');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      path: directory.toString('utf8', at + directoryEntryBytes, at + directoryEntryBytes + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += directoryEntryBytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {number} zip
 * @param {{ headerAt: number, packedBytes: number, method: number }} entry
 */
function contentOf(zip, entry) {
  const header = read(zip, entry.headerAt, localHeaderBytes);
  const contentAt = entry.headerAt + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = read(zip, contentAt, entry.packedBytes);
  return entry.method === deflated ? inflateRawSync(packed) : packed;
}

/**
 * @param {number} file
 * @param {number} at
 * @param {number} length
 */
function read(file, at, length) {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const bytes = readSync(file, buffer, filled, length - filled, at + filled);
    if (bytes === 0) throw new Error('The zip file is cut off.');
    filled += bytes;
  }
  return buffer;
}

/**
 * @param {Buffer} buffer
 * @param {number} mark
 */
function lastIndexOfMark(buffer, mark) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(mark);
  return buffer.lastIndexOf(bytes);
}
