import type { HeardMessage, HeardPullAnswer } from '#contract/sync/sync-messages.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import { heardDigest } from '#ledger/heard-digest.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { fromStored, toStored } from '../db/stored-text.ts';
import { lockSite, siteFor } from './site-rows.ts';

/** How long what the feeds told is kept for stations that were away. */
const keptMs = 7 * 86_400_000;
const largestAnswerBytes = 8 * 1_048_576;

/** Which of the digests are not here, by index. */
export async function offerHeard(database: CentralDatabase, site: string, station: string, digests: readonly string[]): Promise<Outcome<readonly number[]>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const rows = await database.query<{ digest: string }>('SELECT digest FROM heard_messages WHERE site = $1 AND digest = ANY($2::text[])', [site, digests]);
  const known = new Set(rows.map(({ digest }) => digest));
  return success(digests.flatMap((digest, index) => (known.has(digest) ? [] : [index])));
}

export async function pushHeard(
  { database, clock }: { database: CentralDatabase; clock: Clock },
  site: string,
  station: string,
  messages: readonly HeardMessage[],
): Promise<Outcome<number>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const read = messages.map((message) => {
    const payload = Buffer.from(message.payload, 'base64');
    return { ...message, payload, digest: heardDigest(message.sourceId, message.topic, payload) };
  });
  return database.transaction(async (queries) => {
    await lockSite(queries, site);
    const nowMs = clock.now();
    const stored = await queries.query<{ n: number }>(
      `WITH fresh AS (
         SELECT DISTINCT ON (digest) digest, source_id, topic, payload, received_ms
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS given (digest, source_id, topic, payload, received_ms)
         WHERE NOT EXISTS (SELECT 1 FROM heard_messages WHERE heard_messages.site = $1 AND heard_messages.digest = given.digest)
         ORDER BY digest, received_ms)
       INSERT INTO heard_messages (site, n, digest, source_id, topic, payload, received_ms, stored_ms)
       SELECT $1, (SELECT heard_n FROM sites WHERE site = $1) + row_number() OVER (ORDER BY received_ms, digest),
              digest, source_id, topic, decode(payload, 'base64'), received_ms, $7 FROM fresh RETURNING n`,
      [
        site,
        read.map(({ digest }) => digest),
        read.map(({ sourceId }) => toStored(sourceId)),
        read.map(({ topic }) => toStored(topic)),
        read.map(({ payload }) => payload.toString('base64')),
        read.map(({ receivedAtMs }) => receivedAtMs),
        nowMs,
      ],
    );
    await queries.query('UPDATE sites SET heard_n = heard_n + $2 WHERE site = $1', [site, stored.length]);
    await queries.query('DELETE FROM heard_messages WHERE site = $1 AND stored_ms < $2', [site, nowMs - keptMs]);
    return success(stored.length);
  });
}

export async function pullHeard(database: CentralDatabase, site: string, station: string, after: number, limit: number): Promise<Outcome<HeardPullAnswer>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const [row] = await database.query<{ heard_n: number }>('SELECT heard_n FROM sites WHERE site = $1', [site]);
  const rows = await database.query<{ n: number; source_id: string; topic: string; payload: string; received_ms: number }>(
    `SELECT n, source_id, topic, encode(payload, 'base64') AS payload, received_ms FROM heard_messages WHERE site = $1 AND n > $2 ORDER BY n LIMIT $3`,
    [site, after, limit],
  );
  let bytes = 0;
  const past = rows.findIndex(({ payload }) => (bytes += payload.length) > largestAnswerBytes);
  const taken = past < 0 ? rows : rows.slice(0, Math.max(1, past));
  const head = row?.heard_n ?? 0;
  return success({
    messages: taken.map(({ source_id, topic, payload, received_ms }) => ({
      sourceId: fromStored(source_id),
      topic: fromStored(topic),
      payload: payload.replaceAll('\n', ''),
      receivedAtMs: received_ms,
    })),
    next: taken.at(-1)?.n ?? head,
    head,
  });
}
