import { receiptText, type PushAnswer, type PushRequest, type Receipt } from '#contract/sync/sync-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import type { SigningKey } from '#ledger/station-key.ts';
import type { CentralDatabase, Queries } from '../db/central-database.ts';
import { toStored } from '../db/stored-text.ts';
import { nameRecordings } from '../recordings/named-recordings.ts';
import { insertEvents } from './event-store.ts';
import { foldEntities } from './fold-entities.ts';
import { sayMore } from './more.ts';
import { overlapsOf, placeBatches, type Overlap, type Placement } from './place-batches.ts';
import { readBatches, type ReadBatch, type Refusal } from './read-batches.ts';
import { lockSite, readStations, siteFor, type SiteRow, type StationRow } from './site-rows.ts';

type Repeat = { readonly station: string; readonly firstSeq: number; readonly lastSeq: number };
type Parts = { readonly database: CentralDatabase; readonly clock: Clock; readonly signingKey: SigningKey };

/** Takes what is new of a push, numbers and folds it, in one transaction; the answer tells what central holds afterwards. */
export async function push(parts: Parts, site: string, pusher: string, request: PushRequest): Promise<Outcome<PushAnswer>> {
  const { database, signingKey } = parts;
  const standing = await siteFor(database, site, pusher);
  if (!standing.ok) return standing;
  const names = [...new Set(request.batches.map(({ station }) => station))];
  // Hashes and signatures are computed before the lock is taken.
  const { batches, refused } = readBatches(site, pusher, request, await readStations(database, site, names), signingKey.publicKey);
  return database.transaction(async (queries): Promise<Outcome<PushAnswer>> => {
    const row = await lockSite(queries, site);
    const still = await siteFor(queries, site, pusher);
    if (!still.ok) return still;
    if (!row) return failure('no-site', `Central knows no site ${site}.`);
    const stations = await readStations(queries, site, names);
    return success(await takeIn(parts, queries, site, { row, stations, batches, refused }));
  });
}

/** Runs under the lock of the site. */
export async function takeIn(
  { clock, signingKey }: Omit<Parts, 'database'>,
  queries: Queries,
  site: string,
  { row, stations, batches, refused }: { row: SiteRow; stations: ReadonlyMap<string, StationRow>; batches: readonly ReadBatch[]; refused: readonly Refusal[] },
): Promise<PushAnswer> {
  const nowMs = clock.now();
  const known = await hashesOf(queries, site, overlapsOf(batches, stations));
  const placement = placeBatches({ batches, stations, known, head: { seq: row.head_seq, hash: row.head_hash }, nowMs });
  const last = placement.placed.at(-1);
  const head = last ? { seq: last.siteSeq, hash: last.siteHash } : { seq: row.head_seq, hash: row.head_hash };
  if (last) {
    await insertEvents(queries, site, placement.placed);
    await foldEntities(queries, site, placement.placed);
    await nameRecordings(queries, site, placement.placed.flatMap(({ event, dead }) => (dead === null ? [event] : [])));
    await queries.query('UPDATE sites SET head_seq = $2, head_hash = $3 WHERE site = $1', [site, head.seq, head.hash]);
    await keepSignatures(queries, site, placement);
  }
  await keepStandings(queries, site, placement, signingKey.publicKey, nowMs);
  const receipts = [...placement.standings]
    .filter(([, { seq }]) => seq > 0)
    .map(([station, { seq, hash }]): Receipt => {
      const unsigned = { station, seq, hash, siteSeq: head.seq, siteHash: head.hash, atMs: nowMs };
      return { ...unsigned, signature: signingKey.sign(receiptText(site, unsigned)) };
    });
  await keepReceipts(queries, site, receipts);
  const allRefused = [...refused, ...placement.refused];
  const restamped = placement.placed
    .filter(({ order, event }) => order !== event.hlc)
    .map(({ order, event }) => ({ station: event.station, seq: event.seq, order }));
  await keepSetAside(queries, site, setAsideOf(placement, allRefused, restamped), nowMs);
  const restampedBefore = await restampedAmong(queries, site, repeatsOf(batches, stations));
  if (last) await sayMore(queries, site, head);
  const names = new Set([...stations.keys(), ...placement.standings.keys()]);
  const heads = [...names].map((station) => {
    const placedTo = placement.standings.get(station);
    return [station, { seq: placedTo?.seq ?? stations.get(station)?.head_seq ?? 0, hash: placedTo?.hash ?? stations.get(station)?.head_hash ?? '' }] as const;
  });
  return { nowMs, epoch: row.epoch, head, heads: Object.fromEntries(heads), receipts, restamped: [...restampedBefore, ...restamped], refused: allRefused };
}

async function hashesOf({ query }: Queries, site: string, overlaps: readonly Overlap[]): Promise<ReadonlyMap<string, string>> {
  if (overlaps.length === 0) return new Map();
  const rows = await query<{ station: string; seq: number; hash: string }>(
    `SELECT events.station, events.station_seq AS seq, encode(events.hash, 'hex') AS hash FROM events
     JOIN unnest($2::text[], $3::bigint[]) AS asked (station, station_seq) USING (station, station_seq) WHERE site = $1`,
    [site, overlaps.map(({ station }) => station), overlaps.map(({ seq }) => seq)],
  );
  return new Map(rows.map(({ station, seq, hash }) => [`${station} ${seq}`, hash]));
}

/** Events that central has already: their station may not have heard the answer that told which of them took another place. */
function repeatsOf(batches: readonly ReadBatch[], stations: ReadonlyMap<string, StationRow>): readonly Repeat[] {
  return batches.flatMap(({ station, firstSeq, events }) => {
    const lastSeq = Math.min(firstSeq + events.length - 1, stations.get(station)?.head_seq ?? 0);
    return lastSeq < firstSeq ? [] : [{ station, firstSeq, lastSeq }];
  });
}

async function restampedAmong({ query }: Queries, site: string, repeats: readonly Repeat[]): Promise<PushAnswer['restamped']> {
  if (repeats.length === 0) return [];
  const rows = await query<PushAnswer['restamped'][number]>(
    `SELECT events.station, events.station_seq AS seq, events.order_key AS "order" FROM events
     JOIN unnest($2::text[], $3::bigint[], $4::bigint[]) AS again (station, first_seq, last_seq)
       ON events.station = again.station AND events.station_seq BETWEEN again.first_seq AND again.last_seq
     WHERE events.site = $1 AND events.order_key IS NOT NULL ORDER BY events.station, events.station_seq`,
    [site, repeats.map(({ station }) => station), repeats.map(({ firstSeq }) => firstSeq), repeats.map(({ lastSeq }) => lastSeq)],
  );
  return [...rows];
}

async function keepStandings({ query }: Queries, site: string, { standings }: Placement, centralKey: string, nowMs: number): Promise<void> {
  const all = [...standings];
  if (all.length === 0) return;
  // A chain of central itself has no row before its first event.
  await query(
    `INSERT INTO stations (site, station, public_key, enrolled_ms, head_seq, head_hash, last_order, last_push_ms)
     SELECT $1, station, $6, $7, head_seq, head_hash, last_order, $7
     FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) AS new (station, head_seq, head_hash, last_order)
     ON CONFLICT (site, station) DO UPDATE SET head_seq = excluded.head_seq, head_hash = excluded.head_hash, last_order = excluded.last_order,
       last_push_ms = excluded.last_push_ms`,
    [site, all.map(([station]) => station), all.map(([, { seq }]) => seq), all.map(([, { hash }]) => hash), all.map(([, { lastOrder }]) => lastOrder), centralKey, nowMs],
  );
}

async function keepSignatures({ query }: Queries, site: string, { signatures }: Placement): Promise<void> {
  for (const { station, seq, signature } of signatures) {
    await query(
      'INSERT INTO station_signatures (site, station, seq, signature) VALUES ($1, $2, $3, $4) ON CONFLICT (site, station, seq) DO UPDATE SET signature = excluded.signature',
      [site, station, seq, signature],
    );
  }
}

async function keepReceipts({ query }: Queries, site: string, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts) {
    await query(
      'INSERT INTO receipts (site, station, body, seq) VALUES ($1, $2, $3, $4) ON CONFLICT (site, station) DO UPDATE SET body = excluded.body, seq = excluded.seq',
      [site, receipt.station, JSON.stringify(receipt), receipt.seq],
    );
  }
}

function setAsideOf(placement: Placement, refused: readonly Refusal[], restamped: PushAnswer['restamped']): readonly Refusal[] {
  const dead = placement.placed.flatMap(({ dead: reason, event }) =>
    reason === null ? [] : [{ station: event.station, firstSeq: event.seq, code: 'act-not-understood', sentence: reason }],
  );
  const ahead = restamped.map(({ station, seq }) => ({
    station,
    firstSeq: seq,
    code: 'clock-ahead',
    sentence: 'Its clock was more than a minute ahead; the event took the place of its arrival.',
  }));
  return [...refused, ...dead, ...ahead];
}

async function keepSetAside({ query }: Queries, site: string, asides: readonly Refusal[], nowMs: number): Promise<void> {
  const byReason = new Map<string, Refusal & { times: number }>();
  for (const aside of asides) {
    const key = `${aside.station} ${aside.code}`;
    byReason.set(key, { ...(byReason.get(key) ?? aside), times: (byReason.get(key)?.times ?? 0) + 1 });
  }
  for (const { station, code, sentence, firstSeq, times } of byReason.values()) {
    await query(
      `INSERT INTO set_aside (site, station, code, sentence, first_seq, times, first_ms, last_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
       ON CONFLICT (site, station, code) DO UPDATE SET sentence = excluded.sentence, times = set_aside.times + excluded.times, last_ms = excluded.last_ms`,
      [site, station, code, toStored(sentence), firstSeq, times, nowMs],
    );
  }
}
