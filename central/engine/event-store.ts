import { chainStart } from '#ledger/journal-event-hash.ts';
import type { SiteRun } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import type { EventRow } from '#domain/sync/event-batch.ts';
import type { Queries } from '../db/central-database.ts';
import { fromStored, toStored } from '../db/stored-text.ts';

/** An event with its place among all events of the site. `order` is where it is folded. */
export type PlacedEvent = {
  readonly siteSeq: number;
  readonly siteHash: string;
  readonly order: string;
  readonly dead: string | null;
  readonly event: JournalEvent;
};

export type EventRecord = {
  seq: number;
  station: string;
  station_seq: number;
  body: string;
  order_key: string | null;
  dead: string | null;
  previous_hash: string;
  hash: string;
};

const columns = `seq, station, station_seq, body, order_key, dead, encode(previous_hash, 'hex') AS previous_hash, encode(hash, 'hex') AS hash`;
/** An answer is cut when its events reach this size, so that it fits into one message. */
const answerBytes = 8 * 1_048_576;

export async function insertEvents({ query }: Queries, site: string, placed: readonly PlacedEvent[]): Promise<void> {
  if (placed.length === 0) return;
  await query(
    `INSERT INTO events (site, seq, station, station_seq, body, order_key, dead, previous_hash, hash, site_hash)
     SELECT $1, seq, station, station_seq, body, order_key, dead, decode(previous_hash, 'hex'), decode(hash, 'hex'), decode(site_hash, 'hex')
     FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       AS new (seq, station, station_seq, body, order_key, dead, previous_hash, hash, site_hash)`,
    [
      site,
      placed.map(({ siteSeq }) => siteSeq),
      placed.map(({ event }) => event.station),
      placed.map(({ event }) => event.seq),
      placed.map(({ event }) => JSON.stringify(rowOf(event))),
      placed.map(({ event, order }) => (order === event.hlc ? null : order)),
      placed.map(({ dead }) => (dead === null ? null : toStored(dead))),
      placed.map(({ event }) => event.previousHash),
      placed.map(({ event }) => event.hash),
      placed.map(({ siteHash }) => siteHash),
    ],
  );
}

function rowOf(event: JournalEvent): EventRow {
  const hlc = event.hlc.slice(0, event.hlc.length - event.station.length - 1);
  return [event.id, hlc, event.atMs, event.actor, event.seen ?? 0, event.aloneSinceMs ?? 0, event.act];
}

export function eventOf(record: Pick<EventRecord, 'station' | 'station_seq' | 'body' | 'previous_hash' | 'hash'>): JournalEvent {
  const [id, hlc, atMs, actor, seen, aloneSinceMs, act] = JSON.parse(record.body) as EventRow;
  return {
    id,
    station: record.station,
    seq: record.station_seq,
    hlc: `${hlc}.${record.station}`,
    atMs,
    actor,
    ...(seen === 0 ? {} : { seen }),
    ...(aloneSinceMs === 0 ? {} : { aloneSinceMs }),
    act,
    previousHash: record.previous_hash,
    hash: record.hash,
  };
}

/** Events behind a place in the order, up to `head`; without those of `except` where that is a station. */
export async function eventsAfter(
  { query }: Queries,
  site: string,
  range: { readonly after: number; readonly head: number; readonly limit: number; readonly except: string | null },
): Promise<readonly EventRecord[]> {
  const records = await query<EventRecord>(
    `SELECT ${columns} FROM events WHERE site = $1 AND seq > $2 AND seq <= $3 AND ($4::text IS NULL OR station <> $4) ORDER BY seq LIMIT $5`,
    [site, range.after, range.head, range.except, range.limit],
  );
  return records.slice(0, fitting(records));
}

/** The newest events before a place in the order, oldest first. */
export async function eventsBefore({ query }: Queries, site: string, before: number, limit: number): Promise<readonly EventRecord[]> {
  const records = await query<EventRecord>(`SELECT ${columns} FROM events WHERE site = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`, [site, before, limit]);
  return records.slice(0, fitting(records)).toReversed();
}

/** How many of the records one answer may hold; one at least. */
function fitting(records: readonly EventRecord[]): number {
  let bytes = 0;
  const past = records.findIndex(({ body }) => (bytes += body.length + 100) > answerBytes);
  return past < 0 ? records.length : Math.max(past, 1);
}

/** The hash of a site's order at each of its places that exist. */
export async function siteHashesAt({ query }: Queries, site: string, seqs: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await query<{ seq: number; hash: string }>(
    `SELECT seq, encode(site_hash, 'hex') AS hash FROM events WHERE site = $1 AND seq = ANY($2::bigint[])`,
    [site, seqs],
  );
  return new Map([[0, chainStart], ...rows.map(({ seq, hash }): [number, string] => [seq, hash])]);
}

/** Records in the site's order as runs of one station each, with the signature of the station where one was given for the last event of a run. */
export async function runsOf({ query }: Queries, site: string, records: readonly EventRecord[]): Promise<readonly SiteRun[]> {
  const groups: [EventRecord, ...EventRecord[]][] = [];
  for (const record of records) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && last.station === record.station && last.seq + 1 === record.seq && group.length < longestRun) group.push(record);
    else groups.push([record]);
  }
  const lasts = groups.map((group) => group.at(-1) ?? group[0]);
  const signed = await query<{ station: string; seq: number; signature: string }>(
    `SELECT station, seq, signature FROM station_signatures
     JOIN unnest($2::text[], $3::bigint[]) AS last (station, seq) USING (station, seq) WHERE site = $1`,
    [site, lasts.map(({ station }) => station), lasts.map(({ station_seq }) => station_seq)],
  );
  const signatures = new Map(signed.map(({ station, seq, signature }) => [`${station} ${seq}`, signature]));
  return groups.map((group, index) => {
    const [first] = group;
    const last = lasts[index] ?? first;
    return {
      siteSeq: first.seq,
      batch: {
        station: first.station,
        firstSeq: first.station_seq,
        previousHash: first.previous_hash,
        rows: group.map(({ body }) => JSON.parse(body) as EventRow),
        lastHash: last.hash,
        signature: signatures.get(`${last.station} ${last.station_seq}`) ?? null,
      },
      orders: group.flatMap(({ order_key }, at) => (order_key === null ? [] : [[at, order_key] as [number, string]])),
      dead: group.flatMap(({ dead }, at) => (dead === null ? [] : [[at, fromStored(dead)] as [number, string]])),
    };
  });
}

/** As many events as a batch may hold. */
const longestRun = 5_000;
