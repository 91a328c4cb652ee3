import { entitiesTouched, type EntityReference } from '#domain/journal/act.ts';
import type { RawValue } from '../db/raw-rows.ts';
import type { HashedTable } from '../db/row-hash.ts';
import { salvageRows } from '../db/salvage-rows.ts';
import type { ChainHead } from '../journal/journal-store.ts';
import type { SnapshotEntity } from '../journal/take-up.ts';
import { isSoundEvent, salvagedEvent, type SalvagedEvent } from './salvaged-event.ts';

export type FactTable = 'calls' | 'alarms' | 'unit_positions' | 'drafts';

/** What a station needs of its damaged file to be worked with at once. */
export type FirstOfFile = {
  readonly heads: ReadonlyMap<string, ChainHead>;
  /** Folded states: of incidents and calls the newest, of the rest all. */
  readonly entities: readonly SnapshotEntity[];
  readonly facts: Readonly<Record<FactTable, readonly (readonly RawValue[])[]>>;
  readonly events: number;
};

const wanted: ReadonlySet<HashedTable> = new Set(['journal', 'incidents', 'unit_standings', 'call_claims', 'number_standings', 'complaints', 'obstacles', 'landmarks', 'desk_standings', 'alarm_acknowledgements', 'calls', 'alarms', 'unit_positions', 'drafts']);
/** The rest is folded again when the whole journal is here. */
const newestKept = 3_000;
const headsLookedAt = 64;

export function readFirstOfFile(file: string): FirstOfFile {
  const rows = new Map<HashedTable, Map<string, readonly RawValue[]>>();
  const known = createKnownEvents();
  for (const row of salvageRows(file, wanted)) {
    if (row === null) continue;
    const { table, values } = row;
    if (table === 'journal') {
      known.add(values);
      continue;
    }
    const ofTable = rows.get(table) ?? new Map<string, readonly RawValue[]>();
    rows.set(table, ofTable);
    const key = String(values[0]);
    const before = ofTable.get(key);
    // Pages that are no longer in use hold older states of a row; one that came to its end is the newer.
    if (!before || JSON.stringify(values).length >= JSON.stringify(before).length) ofTable.set(key, values);
  }
  const of = (table: HashedTable): (readonly RawValue[])[] => [...(rows.get(table)?.values() ?? [])];
  const calls = of('calls').sort(newestEndFirst(1));
  const shownCalls = new Set(calls.slice(0, newestKept).map(([id]) => id));
  const entities = [
    ...of('incidents').sort(newestEndFirst(3)).slice(0, newestKept).map(([id, , , , body]) => known.entity(`incident:${String(id)}`, body)),
    ...of('unit_standings').map(([id, body]) => known.entity(`unit:${String(id)}`, body)),
    ...of('call_claims').filter(([id]) => shownCalls.has(id ?? null)).map(([id, body]) => known.entity(`call:${String(id)}`, body)),
    ...of('complaints').sort(newestEndFirst(3)).slice(0, newestKept).map(([id, , , , body]) => known.entity(`complaint:${String(id)}`, body)),
    ...of('number_standings').map(([number, body]) => known.entity(`number:${String(number)}`, body)),
    ...of('obstacles').map(([id, body]) => known.entity(`obstacle:${String(id)}`, body)),
    ...of('landmarks').map(([id, body]) => known.entity(`landmark:${String(id)}`, body)),
    ...of('desk_standings').slice(-newestKept).map(([entity, body]) => known.entity(String(entity) as EntityReference, body)),
    ...of('alarm_acknowledgements').slice(-newestKept).map(([id, atMs, actor]) => known.entity(`alarm:${String(id)}`, JSON.stringify({ atMs, actor }))),
  ];
  return {
    heads: known.heads(),
    entities: entities.flatMap((entity) => entity ?? []),
    facts: { calls, alarms: of('alarms').sort(([, left], [, right]) => Number(left) - Number(right)), unit_positions: of('unit_positions'), drafts: of('drafts') },
    events: known.count(),
  };
}

/** What goes on comes before what has ended, and of that the newest first. */
function newestEndFirst(column: number): (left: readonly RawValue[], right: readonly RawValue[]) => number {
  const endOf = (row: readonly RawValue[]): number => (typeof row[column] === 'number' ? row[column] : Infinity);
  return (left, right) => (endOf(left) === endOf(right) ? 0 : endOf(right) - endOf(left));
}

function createKnownEvents() {
  const newest = new Map<string, SalvagedEvent[]>();
  const places = new Map<string, { order: string; seen: Record<string, number> }>();
  let count = 0;
  return {
    add(values: readonly RawValue[]): void {
      const salvaged = salvagedEvent(values);
      if (!salvaged) return;
      count += 1;
      const { event, order, dead } = salvaged;
      const list = newest.get(event.station) ?? [];
      newest.set(event.station, list);
      list.push(salvaged);
      if (list.length > 2 * headsLookedAt) list.sort((left, right) => right.event.seq - left.event.seq).splice(headsLookedAt);
      if (dead !== null) return;
      for (const entity of touched(salvaged)) {
        const place = places.get(entity) ?? { order: '', seen: {} };
        places.set(entity, place);
        if (order > place.order) place.order = order;
        place.seen[event.station] = Math.max(place.seen[event.station] ?? 0, event.seq);
      }
    },
    entity(entity: EntityReference, body: RawValue | undefined): SnapshotEntity | undefined {
      const place = places.get(entity);
      return place && typeof body === 'string' ? { entity, body, ...place } : undefined;
    },
    heads(): ReadonlyMap<string, ChainHead> {
      return new Map(
        [...newest].flatMap(([station, list]) => {
          const head = list.sort((left, right) => right.event.seq - left.event.seq).find(isSoundEvent)?.event;
          return head ? [[station, { seq: head.seq, hash: head.hash }] as const] : [];
        }),
      );
    },
    count: () => count,
  };
}

function touched({ event }: SalvagedEvent): readonly EntityReference[] {
  try {
    return entitiesTouched(event.act);
  } catch {
    return [];
  }
}
