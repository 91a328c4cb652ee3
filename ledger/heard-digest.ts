import { createHash } from 'node:crypto';

/** By what a message of a feed is known: the same bytes from the same source on the same topic are the same message. */
export function heardDigest(sourceId: string, topic: string, payload: Uint8Array): string {
  return createHash('sha256').update(sourceId).update(topic).update('\0').update(payload).digest().subarray(0, 16).toString('base64url');
}
