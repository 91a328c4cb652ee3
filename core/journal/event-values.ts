import type { JournalEvent } from '#domain/journal/act.ts';
import { rowHash } from '../db/row-hash.ts';

/** An event as the columns of the journal hold it, without its position. */
export type EventValues = [
  string, string, number, string, number, string, string, string, string, string, string | null, number | null, string | null, string,
];

export function valuesOf(event: JournalEvent, order: string, dead: string | null): EventValues {
  return [
    event.id, event.station, event.seq, event.hlc, event.atMs, event.actor, JSON.stringify(event.act), event.previousHash, event.hash,
    order, event.seen ? JSON.stringify(event.seen) : null, event.aloneSinceMs ?? null, dead,
    rowHash('journal', event.station, event.seq, event.hash, order, dead),
  ];
}
