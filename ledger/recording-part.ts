import { createHash } from 'node:crypto';

/** Bytes of a recording as they travel, either way: base64, with the hash that says whether they arrived as they were sent. */
export function packPart(bytes: Uint8Array): { readonly data: string; readonly digest: string } {
  return { data: Buffer.from(bytes).toString('base64'), digest: partDigest(bytes) };
}

/** SHA-256, hex. */
export function partDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
