import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { promisify } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What one message of the sync may hold once it is unpacked. */
export const largestBodyBytes = 32 * 1_048_576;
const settings = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };

/** A value as compressed JSON, the body of every message of the sync. */
export async function packBody(value: unknown): Promise<Buffer> {
  return compress(Buffer.from(JSON.stringify(value)), settings);
}

/** The same at once, for the small messages between seats. */
export function packMessage(value: unknown): Buffer {
  return zstdCompressSync(Buffer.from(JSON.stringify(value)), settings);
}

/** The value of a body; refused when it is no such body or larger than it may be, so that a small one cannot fill the memory. */
export async function unpackBody(body: Uint8Array, largestBytes = largestBodyBytes): Promise<Outcome<unknown>> {
  try {
    return success(parse(await decompress(body, { maxOutputLength: largestBytes })));
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

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

function unreadable(error: unknown): Outcome<never> {
  return failure('body-unreadable', `The message cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
