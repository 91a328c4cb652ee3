import type { Act, JournalEvent } from '#domain/journal/act.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import type { RawValue } from '../db/raw-rows.ts';
import { rowHash } from '../db/row-hash.ts';
import { whyDead } from '../sync/read-run.ts';

export type SalvagedEvent = { readonly event: JournalEvent; readonly order: string; readonly dead: string | null };

/**
 * A row of the journal as an event, its hash not checked yet; undefined when its values make none. The row's own hash covers its place and what has
 * no effect: where that is wrong the event stands at its own time, until central says again where its place is.
 */
export function salvagedEvent(values: readonly RawValue[]): SalvagedEvent | undefined {
  const [, id, station, seq, hlc, atMs, actor, act, previousHash, hash, order, seen, aloneSinceMs, dead, ownHash] = values;
  const texts = [id, station, hlc, actor, act, previousHash, hash, order];
  if (texts.some((text) => typeof text !== 'string') || typeof seq !== 'number' || typeof atMs !== 'number') return undefined;
  try {
    const event = {
      id,
      station,
      seq,
      hlc,
      atMs,
      actor,
      ...(typeof seen === 'string' ? { seen: JSON.parse(seen) as Record<string, number> } : {}),
      ...(typeof aloneSinceMs === 'number' ? { aloneSinceMs } : {}),
      act: JSON.parse(act as string) as Act,
      previousHash,
      hash,
    } as JournalEvent;
    const placed = { order: order as string, dead: typeof dead === 'string' ? dead : null };
    const isWhole = ownHash === rowHash('journal', event.station, event.seq, event.hash, placed.order, placed.dead);
    return { event, ...(isWhole ? placed : { order: event.hlc, dead: whyDead(event.act) }) };
  } catch {
    return undefined;
  }
}

export function isSoundEvent({ event }: SalvagedEvent): boolean {
  const { hash, ...unsigned } = event;
  return journalEventHash(unsigned) === hash;
}
