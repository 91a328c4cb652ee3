import type { StationKey } from '#contract/sync/sync-messages.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { isCentralStation } from './read-batches.ts';
import { siteFor } from './site-rows.ts';

/** The key each station of the site signs with now. Central's own chains never come over a broker. */
export async function keysOfStations(database: CentralDatabase, site: string, asker: string): Promise<Outcome<readonly StationKey[]>> {
  const standing = await siteFor(database, site, asker);
  if (!standing.ok) return standing;
  const rows = await database.query<{ station: string; public_key: string | null; revoked_ms: number | null }>(
    'SELECT station, public_key, revoked_ms FROM stations WHERE site = $1 ORDER BY station',
    [site],
  );
  return success(
    rows
      .filter(({ station }) => !isCentralStation(station))
      .map(({ station, public_key, revoked_ms }) => ({ station, publicKey: public_key, isRevoked: revoked_ms !== null })),
  );
}
