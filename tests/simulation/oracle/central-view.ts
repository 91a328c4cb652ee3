import { type LedgerEvent, sortedJson } from './own-hash.ts';

/** What the oracle needs of central's database. */
export type Query = (text: string, values: unknown[]) => Promise<readonly object[]>;

export type CentralEvent = LedgerEvent & { siteSeq: number; siteHash: string; order: string; dead: string | null };

/** What stands in central's database of one site, read by SQL. */
export type CentralView = {
  events: CentralEvent[];
  head: { seq: number; hash: string };
  /** By `kind:id`, the folded state as text. */
  entities: Record<string, string>;
};

export async function viewCentral(query: Query, site: string): Promise<CentralView> {
  const rows = (await query(
    `SELECT seq, station, station_seq, body, order_key, dead, encode(previous_hash, 'hex') AS previous, encode(hash, 'hex') AS hash, encode(site_hash, 'hex') AS site_hash
     FROM events WHERE site = $1 ORDER BY seq`,
    [site],
  )) as Record<string, string | number | null>[];
  const [head] = (await query('SELECT head_seq AS seq, head_hash AS hash FROM sites WHERE site = $1', [site])) as { seq: number; hash: string }[];
  const states = (await query('SELECT entity, body FROM entities WHERE site = $1', [site])) as { entity: string; body: string }[];
  return {
    events: rows.map((row) => {
      const [id, time, atMs, actor, seen, alone, act] = JSON.parse(String(row['body'])) as [string, string, number, string, Record<string, number> | 0, number, Record<string, unknown>];
      const hlc = `${time}.${String(row['station'])}`;
      return {
        siteSeq: Number(row['seq']),
        siteHash: String(row['site_hash']),
        id,
        station: String(row['station']),
        seq: Number(row['station_seq']),
        hlc,
        atMs,
        actor,
        seen: seen === 0 ? null : seen,
        aloneSinceMs: alone === 0 ? null : alone,
        act,
        previousHash: String(row['previous']),
        hash: String(row['hash']),
        order: row['order_key'] === null ? hlc : String(row['order_key']),
        dead: row['dead'] === null ? null : String(row['dead']),
      };
    }),
    head: { seq: head?.seq ?? 0, hash: head?.hash ?? '' },
    entities: Object.fromEntries(states.map(({ entity, body }) => [entity, sortedJson(JSON.parse(body))])),
  };
}

/** I4 at one moment: every station's events without a gap from the first, and the order of the site without a gap. */
export async function prefixFaults(query: Query, site: string): Promise<string[]> {
  const rows = (await query(
    'SELECT station, count(*)::int AS count, max(station_seq)::int AS last FROM events WHERE site = $1 GROUP BY station ORDER BY station',
    [site],
  )) as { station: string; count: number; last: number }[];
  const [order] = (await query('SELECT count(*)::int AS count, coalesce(max(seq), 0)::int AS last FROM events WHERE site = $1', [site])) as { count: number; last: number }[];
  const faults = rows.filter(({ count, last }) => count !== last).map(({ station, count, last }) => `I4: central shows act ${last} of ${station} and holds ${count}`);
  return order && order.count !== order.last ? [...faults, `I4: the order of the site reaches ${order.last} with ${order.count} acts`] : faults;
}
