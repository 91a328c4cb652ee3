import { hash } from 'node:crypto';
import { canonicalJson } from '#domain/journal/canonical-json.ts';
import type { JournalEvent } from '#domain/journal/act.ts';

/** What stands before a station's first event. */
export const chainStart = '0'.repeat(64);

/** SHA-256 in hex over the event without its hash, canonical JSON; includes the hash before it, so the events form a chain. */
export function journalEventHash(event: Omit<JournalEvent, 'hash'>): string {
  return hash('sha256', canonicalJson(event));
}
