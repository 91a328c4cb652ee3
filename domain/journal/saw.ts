import type { JournalEvent } from './act.ts';

/** What of an event tells whether another was decided in knowledge of it. */
export type Decided = Pick<JournalEvent, 'station' | 'seq'>;

/**
 * Whether `later` was decided at a station that knew `earlier`. Both must touch a common entity: an event says only
 * what was known of the entities it touches. Two events of which neither saw the other were decided apart.
 */
export function saw(later: Decided & Pick<JournalEvent, 'seen'>, earlier: Decided): boolean {
  if (later.station === earlier.station) return later.seq > earlier.seq;
  return (later.seen?.[earlier.station] ?? 0) >= earlier.seq;
}
