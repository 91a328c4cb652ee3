import { createHash } from 'node:crypto';

/** The hash of a site's order up to its `seq`-th event: covers every event before it, so two that agree here agree on all of them. */
export function nextSiteHash(previous: string, seq: number, eventHash: string): string {
  return createHash('sha256').update(`${previous}|${seq}|${eventHash}`).digest('hex');
}
