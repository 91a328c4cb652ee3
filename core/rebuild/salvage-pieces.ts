import { entitiesTouched, type EntityReference } from '#domain/journal/act.ts';
import type { RawValue } from '../db/raw-rows.ts';
import { rowHash } from '../db/row-hash.ts';
import { salvageRows } from '../db/salvage-rows.ts';
import type { Listing } from '../journal/journal-store.ts';
import type { EventValues } from '../journal/event-values.ts';
import { isSoundEvent, salvagedEvent } from './salvaged-event.ts';

/** Values of a row of the journal as they are written, and whose lists it goes into. */
type SoundRow = { readonly values: EventValues; readonly entities: readonly EntityReference[] };

/** A part of what a damaged file holds, ready to be written. */
export type SalvagePiece =
  | { readonly kind: 'rows'; readonly events: readonly SoundRow[]; readonly transmissions: readonly (readonly RawValue[])[] }
  | { readonly kind: 'listings'; readonly listings: readonly Listing[] }
  | { readonly kind: 'end' };

export type Salvage = {
  /** The next piece; undefined while it depends on the places of those that were given before. */
  next(): SalvagePiece | undefined;
  /** Where the events of the oldest piece that was not answered yet stand now; undefined for one that is nowhere. */
  placed(positions: readonly (number | undefined)[]): void;
};

const rowsAtOnce = 100;
/** So many are held in memory: about 60 MB. */
const listingsAtOnce = 400_000;

/** Reads, checks and sorts what a damaged file holds. No database is touched, so this may run in a thread of its own. */
export function createSalvage(file: string): Salvage {
  const unanswered: (readonly SoundRow[])[] = [];
  let listings: Listing[] = [];

  /** Lists are written in their own order: row by row as events come, each would touch a page of its own. */
  function* sortedListings(): Generator<SalvagePiece | undefined, undefined> {
    while (unanswered.length > 0) yield undefined;
    const sorted = listings.sort((left, right) => (left.entity === right.entity ? left.position - right.position : left.entity < right.entity ? -1 : 1));
    listings = [];
    for (let from = 0; from < sorted.length; from += rowsAtOnce) {
      unanswered.push([]);
      yield { kind: 'listings', listings: sorted.slice(from, from + rowsAtOnce) };
    }
  }

  function* pieces(): Generator<SalvagePiece | undefined, undefined> {
    let events: SoundRow[] = [];
    let transmissions: (readonly RawValue[])[] = [];
    const piece = (): SalvagePiece => {
      const full = { kind: 'rows', events, transmissions } as const;
      unanswered.push(events);
      events = [];
      transmissions = [];
      return full;
    };
    for (const row of salvageRows(file, new Set(['journal', 'transmissions']))) {
      if (row?.table === 'transmissions') transmissions.push(row.values);
      const sound = row?.table === 'journal' ? soundRow(row.values) : undefined;
      if (sound) events.push(sound);
      if (events.length + transmissions.length < rowsAtOnce) continue;
      yield piece();
      if (listings.length >= listingsAtOnce) yield* sortedListings();
    }
    yield piece();
    yield* sortedListings();
    yield { kind: 'end' };
  }

  const all = pieces();
  return {
    next: () => all.next().value,
    placed(positions) {
      for (const [index, { values, entities }] of (unanswered.shift() ?? []).entries()) {
        const position = positions[index];
        if (position !== undefined) for (const entity of entities) listings.push({ entity, position, order: values[9] });
      }
    },
  };
}

function soundRow(values: readonly RawValue[]): SoundRow | undefined {
  const salvaged = salvagedEvent(values);
  if (!salvaged || !isSoundEvent(salvaged)) return undefined;
  const { event, order, dead } = salvaged;
  const hash = rowHash('journal', event.station, event.seq, event.hash, order, dead);
  // The text of the act stays as it is: whoever wrote it hashed the same value.
  const written = [...values.slice(1, 10), order, event.seen ? values[11] : null, event.aloneSinceMs ?? null, dead, hash];
  return { values: written as EventValues, entities: dead === null ? entitiesTouched(event.act) : [] };
}
