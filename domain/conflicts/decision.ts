import type { JournalEvent } from '../journal/act.ts';
import type { ConflictSide } from './conflict.ts';

/** Who decided something, where and when, and whether the seat was alone then. */
export type Decision = Omit<ConflictSide, 'value'>;

export function decisionOf(event: JournalEvent): Decision {
  return {
    eventId: event.id,
    station: event.station,
    seq: event.seq,
    hlc: event.hlc,
    actor: event.actor,
    atMs: event.atMs,
    aloneSinceMs: event.aloneSinceMs ?? null,
  };
}
