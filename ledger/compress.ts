import { constants, createZstdDecompress, zstdCompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { promisify } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

const compress = promisify(zstdCompress);

/** What one message of the sync may hold once it is unpacked. */
export const largestBodyBytes = 32 * 1_048_576;
/**
 * So many values one message may hold: several times what the largest holds. Written densely, 32 MiB are thirty million, which take a hundred
 * times as much memory once they are read.
 */
const mostValues = 1_000_000;
/** Several times as deep as any message is. */
const deepest = 100;
/** A third more than the longest: the payload of a feed's message. */
const longestText = 2_000_000;
/** Up to this size it is done sooner at once than handed to another thread. */
const smallBytes = 16_384;
const pieceBytes = 65_536;
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

/**
 * The value of a body; refused when it is no such body or larger than it may be. A large one is unpacked twice, first only to be measured
 * piece by piece, so that one that is refused is never in memory as a whole.
 */
export async function unpackBody(body: Uint8Array, largestBytes = largestBodyBytes): Promise<Outcome<unknown>> {
  try {
    const small = Math.min(smallBytes, largestBytes);
    const atOnce = body.length <= small ? unpackedAtOnce(body, small) : undefined;
    return success(atOnce ? parse(atOnce) : await parseLarge(body, await measure(body, largestBytes)));
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

function unpackedAtOnce(body: Uint8Array, mostBytes: number): Buffer | undefined {
  try {
    return zstdDecompressSync(body, { maxOutputLength: mostBytes });
  } catch {
    return undefined;
  }
}

function pieces(body: Uint8Array): AsyncIterable<Buffer> {
  const unpacking = createZstdDecompress({ chunkSize: pieceBytes });
  unpacking.end(body);
  return unpacking;
}

/** How many bytes the body holds; throws when it may not be read. */
async function measure(body: Uint8Array, largestBytes: number): Promise<number> {
  const text = new TextDecoder('utf-8', { fatal: true });
  const shape = createShape();
  let bytes = 0;
  for await (const piece of pieces(body)) {
    bytes += piece.length;
    if (bytes > largestBytes) throw new Error(`it holds more than ${largestBytes} bytes`);
    shape.take(piece);
    text.decode(piece, { stream: true });
  }
  text.decode();
  return bytes;
}

async function parseLarge(body: Uint8Array, bytes: number): Promise<unknown> {
  const whole = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for await (const piece of pieces(body)) at += piece.copy(whole, at);
  return JSON.parse(whole.toString('utf8'));
}

function parse(bytes: Uint8Array): unknown {
  createShape().take(bytes);
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** Looks at the values of JSON without reading them; throws when they are too many, too deep within each other, or too long. */
function createShape(): { take(bytes: Uint8Array): void } {
  let values = 0;
  let depth = 0;
  let isText = false;
  let textLength = 0;
  let isEscaped = false;
  return {
    take(bytes) {
      for (const byte of bytes) {
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === backslash) isEscaped = true;
          else if (byte === quote) isText = false;
          textLength += 1;
          if (textLength > longestText) throw new Error('a text in it is longer than one may be');
          continue;
        }
        if (byte === quote) [isText, textLength] = [true, 0];
        else if (byte === comma) values += 1;
        else if (byte === bracket || byte === brace) {
          values += 1;
          depth += 1;
          if (depth > deepest) throw new Error('its values stand too deep within each other');
        } else if (byte === bracketEnd || byte === braceEnd) depth -= 1;
        if (values > mostValues) throw new Error('it holds more values than a message may');
      }
    },
  };
}

const [quote, backslash, comma, bracket, bracketEnd, brace, braceEnd] = Buffer.from('"\\,[]{}');

function unreadable(error: unknown): Outcome<never> {
  return failure('body-unreadable', `The message cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
