import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { PbfReader } from 'pbf';

/** A fault of an .osm.pbf file at a byte of it. */
export class OsmFileError extends Error {
  readonly code: string;
  constructor(code: string, offset: number, what: string) {
    super(`${what} (at byte ${offset}).`);
    this.code = code;
  }
}

export type OsmBlob = { readonly kind: string; readonly offset: number; readonly end: number; readonly bytes: Uint8Array };

/** Limits of the format's description. */
const largestHeader = 64 * 1_024;
const largestBlob = 32 * 1_024 * 1_024;
const nothing: Uint8Array = new Uint8Array(0);

/**
 * Reads the blobs of an .osm.pbf file one after the other, each unpacked; memory for one at a time. Throws `OsmFileError`
 * with the offset of the blob that is cut off or damaged, and the system's error when the file cannot be read.
 */
export function* readOsmBlobs(file: string): Generator<OsmBlob> {
  const handle = openSync(file, 'r');
  try {
    const size = fstatSync(handle).size;
    if (size === 0) throw new OsmFileError('osm-wrong-format', 0, 'The file is empty');
    for (let offset = 0; offset < size; ) {
      const take = (from: number, length: number): Uint8Array => {
        if (from + length > size) throw new OsmFileError('osm-truncated', offset, `The file is cut off: ${from + length - size} bytes are missing from the block that begins`);
        const bytes = new Uint8Array(length);
        for (let read = 0; read < length; ) {
          const count = readSync(handle, bytes, read, length - read, from + read);
          if (count === 0) throw new OsmFileError('osm-truncated', offset, 'The file became shorter while it was read, in the block that begins');
          read += count;
        }
        return bytes;
      };
      if (offset === 0) refuseOtherFormats(take(0, Math.min(4, size)));
      const headerLength = new DataView(take(offset, 4).buffer).getUint32(0);
      if (headerLength === 0 || headerLength > largestHeader) throw wrongHeader(offset);
      const header = parsed(offset, 'osm-damaged', () => readHeader(take(offset + 4, headerLength)));
      if (header.kind === '' || header.size === 0 || header.size > largestBlob) throw wrongHeader(offset);
      if (offset === 0 && header.kind !== 'OSMHeader') throw wrongHeader(0);
      const start = offset + 4 + headerLength;
      const packed = take(start, header.size);
      const end = start + header.size;
      yield { kind: header.kind, offset, end, bytes: parsed(offset, 'osm-damaged', () => unpack(packed, offset)) };
      offset = end;
    }
  } finally {
    closeSync(handle);
  }
}

/** Runs a reader of untrusted bytes; whatever it stumbles over is a damaged block at `offset`. */
export function parsed<Result>(offset: number, code: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof OsmFileError) throw error;
    throw new OsmFileError(code, offset, `The block that begins here is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function wrongHeader(offset: number): OsmFileError {
  const what = offset === 0 ? 'This is no .osm.pbf file' : 'No block begins where one is due; the file is damaged';
  return new OsmFileError(offset === 0 ? 'osm-wrong-format' : 'osm-damaged', offset, what);
}

function refuseOtherFormats(start: Uint8Array): void {
  const text = String.fromCharCode(...start);
  const [first, second] = start;
  const other = text.startsWith('<') || text.startsWith('\uFEFF') ? 'XML' : first === 0x1f && second === 0x8b ? 'gzip' : text.startsWith('BZh') ? 'bzip2' : first === 0xff ? 'o5m' : null;
  if (other !== null) throw new OsmFileError('osm-wrong-format', 0, `This is ${other}, no .osm.pbf file; \`osmium cat FILE -o FILE.osm.pbf\` turns it into one`);
}

function readHeader(bytes: Uint8Array): { kind: string; size: number } {
  return new PbfReader(bytes).readFields(
    (tag, header, reader) => {
      if (tag === 1) header.kind = reader.readString();
      else if (tag === 3) header.size = reader.readVarint();
    },
    { kind: '', size: 0 },
  );
}

function unpack(packed: Uint8Array, offset: number): Uint8Array {
  const blob = new PbfReader(packed).readFields(
    (tag, fields, reader) => {
      if (tag === 2) fields.size = reader.readVarint();
      else if (tag === 1 || (tag >= 3 && tag <= 7)) {
        fields.packing = tag;
        fields.bytes = reader.readBytes();
      }
    },
    { size: 0, packing: 0, bytes: nothing },
  );
  if (blob.size > largestBlob) throw new OsmFileError('osm-damaged', offset, 'A block says it is larger than the format allows');
  const limit = { maxOutputLength: largestBlob };
  switch (blob.packing) {
    case 1:
      return blob.bytes;
    case 3:
      return sized(inflateSync(blob.bytes, limit), blob.size);
    case 7:
      return sized(zstdDecompressSync(blob.bytes, limit), blob.size);
    default:
      throw new OsmFileError('osm-unsupported', offset, 'A block is packed in a way this program does not read; `osmium cat FILE -o FILE.osm.pbf` packs it anew');
  }
}

function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new Error(`it unpacks to ${bytes.length} bytes where ${size} are due`);
  return bytes;
}
