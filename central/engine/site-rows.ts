import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Queries } from '../db/central-database.ts';

export type SiteRow = { readonly head_seq: number; readonly head_hash: string; readonly epoch: string };
export type StationRow = {
  readonly station: string;
  readonly public_key: string | null;
  readonly former_keys: string;
  readonly revoked_ms: number | null;
  readonly head_seq: number;
  readonly head_hash: string;
  readonly last_order: string;
};

const name = /^[A-Za-z0-9._-]{1,64}$/;

export const isName = (text: string): boolean => name.test(text);

/** The site's row, locked until the transaction ends: who holds it alone gives numbers in the site's order. */
export async function lockSite({ query }: Queries, site: string): Promise<SiteRow | undefined> {
  const [row] = await query<SiteRow>('SELECT head_seq, head_hash, epoch FROM sites WHERE site = $1 FOR UPDATE', [site]);
  return row;
}

/** The site as a station in good standing may see it. */
export async function siteFor({ query }: Queries, site: string, station: string): Promise<Outcome<SiteRow>> {
  if (!isName(site) || !isName(station)) return failure('no-site', 'A site or a station of that name cannot be.');
  const [row] = await query<SiteRow & { station: string | null; revoked_ms: number | null }>(
    `SELECT sites.head_seq, sites.head_hash, sites.epoch, stations.station, stations.revoked_ms FROM sites
     LEFT JOIN stations ON stations.site = sites.site AND stations.station = $2 WHERE sites.site = $1`,
    [site, station],
  );
  if (!row) return failure('no-site', `Central knows no site ${site}.`);
  if (row.station === null) return failure('not-enrolled', `Station ${station} is not enrolled at site ${site}. Ask a supervisor for a code.`);
  if (row.revoked_ms !== null) return failure('revoked', `Station ${station} was shut out. Ask a supervisor for a new code.`);
  return success({ head_seq: row.head_seq, head_hash: row.head_hash, epoch: row.epoch });
}

export async function readStations({ query }: Queries, site: string, stations: readonly string[]): Promise<ReadonlyMap<string, StationRow>> {
  const rows = await query<StationRow>(
    `SELECT station, public_key, former_keys, revoked_ms, head_seq, head_hash, last_order FROM stations WHERE site = $1 AND station = ANY($2::text[])`,
    [site, stations],
  );
  return new Map(rows.map((row) => [row.station, row]));
}

/** What central holds of every station of the site that has decided anything. */
export async function headsOf({ query }: Queries, site: string): Promise<Readonly<Record<string, { readonly seq: number; readonly hash: string }>>> {
  const rows = await query<{ station: string; seq: number; hash: string }>(
    'SELECT station, head_seq AS seq, head_hash AS hash FROM stations WHERE site = $1 AND head_seq > 0',
    [site],
  );
  return Object.fromEntries(rows.map(({ station, seq, hash }) => [station, { seq, hash }]));
}
