import type { JournalEvent } from '#domain/journal/act.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import type { JournalStore } from './journal-store.ts';

const batch = 500;

/**
 * The first event behind a position that is not as it was written: its own hash is another, or it does not hold the hash
 * of its station's event before. Null when all are whole. Throws when one cannot even be read.
 */
export function findBrokenEvent(store: Pick<JournalStore, 'after'>, fromPosition: number): JournalEvent | null {
  const newestHash = new Map<string, string>();
  for (let position = fromPosition; ; ) {
    const placed = store.after(position, batch);
    for (const { event } of placed) {
      const { hash, ...unsigned } = event;
      const before = newestHash.get(event.station) ?? (event.seq === 1 ? chainStart : event.previousHash);
      if (event.previousHash !== before || journalEventHash(unsigned) !== hash) return event;
      newestHash.set(event.station, hash);
    }
    const last = placed.at(-1);
    if (!last) return null;
    position = last.position;
  }
}
