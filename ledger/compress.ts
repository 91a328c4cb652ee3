import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { promisify } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What one message of the sync may hold once it is unpacked. */
export const largestBodyBytes = 32 * 1_048_576;
/**
 * So many values one message may hold: several times what the largest holds. Written densely, 32 MiB are thirty million, which take a hundred
 * times as much memory once they are read.
 */
const mostValues = 1_000_000;
/** Up to this size it is done sooner at once than handed to another thread. */
const smallBytes = 16_384;
const settings = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };

/** A value as compressed JSON, the body of every message of the sync. */
export async function packBody(value: unknown): Promise<Buffer> {
  const bytes = Buffer.from(JSON.stringify(value));
  return bytes.length <= smallBytes ? zstdCompressSync(bytes, settings) : compress(bytes, settings);
}

/** The same at once, for the small messages between seats. */
export function packMessage(value: unknown): Buffer {
  return zstdCompressSync(Buffer.from(JSON.stringify(value)), settings);
}

/** The value of a body; refused when it is no such body or larger than it may be, so that a small one cannot fill the memory. */
export async function unpackBody(body: Uint8Array, largestBytes = largestBodyBytes): Promise<Outcome<unknown>> {
  try {
    return success(parse(await unpack(body, largestBytes)));
  } catch (error) {
    return unreadable(error);
  }
}

/** The same at once, for the small messages between seats. */
export function unpackMessage(body: Uint8Array, largestBytes: number): Outcome<unknown> {
  try {
    return success(parse(zstdDecompressSync(body, { maxOutputLength: largestBytes })));
  } catch (error) {
    return unreadable(error);
  }
}

/** A small one at once, unless it holds more than a small one does. */
async function unpack(body: Uint8Array, largestBytes: number): Promise<Buffer> {
  if (body.length > smallBytes || largestBytes <= smallBytes) return decompress(body, { maxOutputLength: largestBytes });
  try {
    return zstdDecompressSync(body, { maxOutputLength: smallBytes });
  } catch {
    return decompress(body, { maxOutputLength: largestBytes });
  }
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length > mostValues && separators(bytes) > mostValues) throw new Error('it holds more values than a message may');
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** At least as many as there are values; those within texts count too. */
function separators(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === comma || byte === bracket || byte === brace) count += 1;
  return count;
}

const [comma, bracket, brace] = Buffer.from(',[{');

function unreadable(error: unknown): Outcome<never> {
  return failure('body-unreadable', `The message cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
