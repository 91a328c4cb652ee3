import { entitiesTouched, type EntityReference } from '#domain/journal/act.ts';
import { conflictsIn, foldEntity, splitReference, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import type { IncidentState } from '#domain/incidents/incident-state.ts';
import type { Queries } from '../db/central-database.ts';
import { fromStored, toStored } from '../db/stored-text.ts';
import { eventOf, type EventRecord, type PlacedEvent } from './event-store.ts';

const eventsPerCheckpoint = 64;
/** States in between that an entity keeps, as at the stations; an event that comes later than the oldest has everything folded again. */
const checkpointsKept = 16;

type EntityRow = { entity: string; body: string; order_key: string; seen: string; updated_seq: number; folded: number };
type Folded = {
  state: AnyEntityState | undefined;
  order: string;
  folded: number;
  checkpoints: { order: string; body: string }[];
  seen: Record<string, number>;
  updatedSeq: number;
};

/**
 * Keeps the state of each entity what it would be if all its events had come in the order of the hybrid clock, as every station does.
 * Runs in the transaction that numbers the events, under the lock of the site.
 */
export async function foldEntities(queries: Queries, site: string, placed: readonly PlacedEvent[]): Promise<void> {
  const byEntity = new Map<EntityReference, PlacedEvent[]>();
  for (const each of placed) {
    if (each.dead !== null) continue;
    for (const entity of entitiesTouched(each.event.act)) byEntity.set(entity, [...(byEntity.get(entity) ?? []), each]);
  }
  if (byEntity.size === 0) return;
  await listEvents(queries, site, byEntity);
  const rows = await readEntities(queries, site, [...byEntity.keys()]);
  const folded = new Map<EntityReference, Folded>();
  for (const [entity, events] of byEntity) folded.set(entity, await foldOne(queries, site, entity, rows.get(entity), events));
  await writeEntities(queries, site, folded);
  await writeConflicts(queries, site, folded, rows);
}

async function foldOne(queries: Queries, site: string, entity: EntityReference, row: EntityRow | undefined, events: readonly PlacedEvent[]): Promise<Folded> {
  const sorted = events.toSorted((left, right) => (left.order < right.order ? -1 : 1));
  const first = sorted[0]?.order ?? '';
  const before: Folded = {
    state: row ? stateIn(row.body) : undefined,
    order: row?.order_key ?? '',
    folded: row?.folded ?? 0,
    checkpoints: [],
    seen: row ? (JSON.parse(row.seen) as Record<string, number>) : {},
    updatedSeq: Math.max(row?.updated_seq ?? 0, ...events.map(({ siteSeq }) => siteSeq)),
  };
  for (const { event } of events) before.seen[event.station] = Math.max(before.seen[event.station] ?? 0, event.seq);
  if (!row || first > row.order_key) return foldOn(entity, before, sorted);
  return foldAgain(queries, site, entity, before, first);
}

/** From the nearest state before an event that came late. */
async function foldAgain(queries: Queries, site: string, entity: EntityReference, before: Folded, firstLate: string): Promise<Folded> {
  const name = toStored(entity);
  await queries.query('DELETE FROM entity_checkpoints WHERE site = $1 AND entity = $2 AND order_key >= $3', [site, name, firstLate]);
  const [checkpoint] = await queries.query<{ order_key: string; body: string }>(
    'SELECT order_key, body FROM entity_checkpoints WHERE site = $1 AND entity = $2 AND order_key < $3 ORDER BY order_key DESC LIMIT 1',
    [site, name, firstLate],
  );
  const from = checkpoint?.order_key ?? '';
  const records = await queries.query<EventRecord & { place: string }>(
    `SELECT entity_events.order_key AS place, events.seq, station, station_seq, body, events.order_key, dead,
            encode(previous_hash, 'hex') AS previous_hash, encode(hash, 'hex') AS hash
     FROM entity_events JOIN events USING (site, seq)
     WHERE site = $1 AND entity = $2 AND entity_events.order_key > $3 ORDER BY entity_events.order_key, entity_events.seq`,
    [site, name, from],
  );
  const state = checkpoint ? stateIn(checkpoint.body) : undefined;
  return foldOn(entity, { ...before, state, order: from, folded: 0 }, records.map((record) => ({ order: record.place, event: eventOf(record) })));
}

function foldOn(entity: EntityReference, from: Folded, events: readonly Pick<PlacedEvent, 'order' | 'event'>[]): Folded {
  const result: Folded = { ...from, checkpoints: [] };
  for (const { event, order } of events) {
    result.state = foldEntity(entity, result.state, event);
    result.order = order;
    result.folded += 1;
    if (result.folded < eventsPerCheckpoint) continue;
    result.folded = 0;
    if (result.state !== undefined) result.checkpoints.push({ order, body: JSON.stringify(result.state) });
  }
  return result;
}

async function listEvents({ query }: Queries, site: string, byEntity: ReadonlyMap<EntityReference, readonly PlacedEvent[]>): Promise<void> {
  const rows = [...byEntity].flatMap(([entity, events]) => events.map(({ order, siteSeq }) => ({ entity: toStored(entity), order, siteSeq })));
  await query(
    `INSERT INTO entity_events (site, entity, order_key, seq)
     SELECT $1, entity, order_key, seq FROM unnest($2::text[], $3::text[], $4::bigint[]) AS new (entity, order_key, seq)`,
    [site, rows.map(({ entity }) => entity), rows.map(({ order }) => order), rows.map(({ siteSeq }) => siteSeq)],
  );
}

async function readEntities({ query }: Queries, site: string, entities: readonly EntityReference[]): Promise<ReadonlyMap<string, EntityRow>> {
  const rows = await query<EntityRow>(
    'SELECT entity, body, order_key, seen, updated_seq, folded FROM entities WHERE site = $1 AND entity = ANY($2::text[])',
    [site, entities.map(toStored)],
  );
  return new Map(rows.map((row) => [fromStored(row.entity), row]));
}

async function writeEntities({ query }: Queries, site: string, folded: ReadonlyMap<EntityReference, Folded>): Promise<void> {
  const all = [...folded];
  await query(
    `INSERT INTO entities (site, entity, body, order_key, seen, updated_seq, folded, is_open)
     SELECT $1, entity, body, order_key, seen, updated_seq, folded, is_open
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::integer[], $8::boolean[])
       AS new (entity, body, order_key, seen, updated_seq, folded, is_open)
     ON CONFLICT (site, entity) DO UPDATE SET body = excluded.body, order_key = excluded.order_key, seen = excluded.seen,
       updated_seq = excluded.updated_seq, folded = excluded.folded, is_open = excluded.is_open`,
    [
      site,
      all.map(([entity]) => toStored(entity)),
      all.map(([, { state }]) => JSON.stringify(state ?? null)),
      all.map(([, { order }]) => order),
      all.map(([, { seen }]) => JSON.stringify(seen)),
      all.map(([, { updatedSeq }]) => updatedSeq),
      all.map(([, each]) => each.folded),
      all.map(([entity, { state }]) => isOpenIncident(entity, state)),
    ],
  );
  const checkpoints = all.flatMap(([entity, each]) => each.checkpoints.map((checkpoint) => ({ ...checkpoint, entity: toStored(entity) })));
  if (checkpoints.length === 0) return;
  await query(
    `INSERT INTO entity_checkpoints (site, entity, order_key, body)
     SELECT $1, entity, order_key, body FROM unnest($2::text[], $3::text[], $4::text[]) AS new (entity, order_key, body)
     ON CONFLICT (site, entity, order_key) DO UPDATE SET body = excluded.body`,
    [site, checkpoints.map(({ entity }) => entity), checkpoints.map(({ order }) => order), checkpoints.map(({ body }) => body)],
  );
  await query(
    `DELETE FROM entity_checkpoints USING (
       SELECT entity, order_key, row_number() OVER (PARTITION BY entity ORDER BY order_key DESC) AS age
       FROM entity_checkpoints WHERE site = $1 AND entity = ANY($2::text[])) AS aged
     WHERE site = $1 AND entity_checkpoints.entity = aged.entity AND entity_checkpoints.order_key = aged.order_key AND aged.age > $3`,
    [site, [...new Set(checkpoints.map(({ entity }) => entity))], checkpointsKept],
  );
}

async function writeConflicts(
  { query }: Queries,
  site: string,
  folded: ReadonlyMap<EntityReference, Folded>,
  before: ReadonlyMap<string, EntityRow>,
): Promise<void> {
  const had = (entity: string): boolean => conflictsIn(stateIn(before.get(entity)?.body ?? 'null')).length > 0;
  const touched = [...folded].filter(([entity, { state }]) => had(entity) || conflictsIn(state).length > 0);
  if (touched.length === 0) return;
  await query('DELETE FROM conflicts WHERE site = $1 AND entity = ANY($2::text[])', [site, touched.map(([entity]) => toStored(entity))]);
  const rows = touched.flatMap(([entity, { state }]) => conflictsIn(state).map((conflict) => ({ entity: toStored(entity), conflict })));
  if (rows.length === 0) return;
  await query(
    `INSERT INTO conflicts (site, entity, id, since_ms, body)
     SELECT $1, entity, id, since_ms, body FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[]) AS new (entity, id, since_ms, body)`,
    [
      site,
      rows.map(({ entity }) => entity),
      rows.map(({ conflict }) => toStored(conflict.id)),
      rows.map(({ conflict }) => conflict.sinceMs),
      rows.map(({ conflict }) => JSON.stringify(conflict)),
    ],
  );
}

function isOpenIncident(entity: EntityReference, state: AnyEntityState | undefined): boolean {
  return splitReference(entity).kind === 'incident' && (state as IncidentState | undefined)?.status === 'open';
}

export function stateIn(body: string): AnyEntityState | undefined {
  return (JSON.parse(body) as AnyEntityState | null) ?? undefined;
}
