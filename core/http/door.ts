import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Compares secrets in a time that tells nothing of them. */
export function isKey(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Null for a body that is too large, too slow, or broken off. */
export async function readBody(request: IncomingMessage, limits: { readonly largestBytes: number; readonly withinMs: number }): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > limits.largestBytes) return null;
  const pieces: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), limits.withinMs);
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limits.largestBytes) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
