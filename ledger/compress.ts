import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What one message of the sync may hold once it is unpacked. */
export const largestBodyBytes = 32 * 1_048_576;
const level = 6;

/** A value as compressed JSON, the body of every message of the sync. */
export async function packBody(value: unknown): Promise<Buffer> {
  return compress(Buffer.from(JSON.stringify(value)), { params: { [constants.ZSTD_c_compressionLevel]: level } });
}

/** The value of a body; refused when it is no such body or larger than it may be, so that a small one cannot fill the memory. */
export async function unpackBody(body: Uint8Array, largestBytes = largestBodyBytes): Promise<Outcome<unknown>> {
  try {
    const bytes = await decompress(body, { maxOutputLength: largestBytes });
    return success(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown);
  } catch (error) {
    return failure('body-unreadable', `The message cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
