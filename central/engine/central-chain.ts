import { randomBytes } from 'node:crypto';
import { entitiesTouched, type Act, type JournalEvent } from '#domain/journal/act.ts';
import { hybridTimeText, nextHybridTime, parseHybridTime } from '#domain/journal/hybrid-clock.ts';
import { chainHeadText, packBatch } from '#domain/sync/event-batch.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import type { SigningKey } from '#ledger/station-key.ts';
import { uuidV7 } from '#ledger/uuid-v7.ts';
import type { Queries } from '../db/central-database.ts';
import { toStored } from '../db/stored-text.ts';
import { centralStationPrefix, readBatches, type ReadBatch } from './read-batches.ts';
import { readStations, type StationRow } from './site-rows.ts';

type Written = { readonly station: string; readonly seq: number; readonly hash: string };
/** What is to be taken in like a push, and what to call when it is committed. */
export type OwnBatch = {
  readonly batches: readonly ReadBatch[];
  readonly stations: ReadonlyMap<string, StationRow>;
  committed(): void;
};

/**
 * The acts that are decided at central, as a chain like that of a station. A new one is begun whenever the database does not stand where
 * this process left it: after a start, a commit whose answer was lost, a restore; so no number is ever given twice.
 */
export function createCentralChain(signingKey: SigningKey) {
  const chains = new Map<string, Written>();
  const begin = (): Written => ({ station: `${centralStationPrefix}.${randomBytes(6).toString('hex')}`, seq: 0, hash: chainStart });

  return {
    /** Runs under the lock of the site. `acts` is not empty. */
    async write(queries: Queries, site: string, actor: string, acts: readonly Act[], nowMs: number): Promise<OwnBatch> {
      let head = chains.get(site) ?? begin();
      const stations = await readStations(queries, site, [head.station]);
      if ((stations.get(head.station)?.head_hash ?? chainStart) !== head.hash) head = begin();
      const { station } = head;
      let time = await siteTime(queries, site);
      const events: JournalEvent[] = [];
      for (const act of acts) {
        time = nextHybridTime(time, nowMs);
        const seen = await seenOf(queries, site, act, station);
        const unsigned = {
          id: uuidV7(nowMs),
          station,
          seq: head.seq + 1,
          hlc: hybridTimeText(time, station),
          atMs: nowMs,
          actor,
          ...(Object.keys(seen).length === 0 ? {} : { seen }),
          act,
          previousHash: head.hash,
        };
        const event = { ...unsigned, hash: journalEventHash(unsigned) };
        events.push(event);
        head = event;
      }
      const batch = packBatch(events, signingKey.sign(chainHeadText(site, station, head.seq, head.hash)));
      const { batches } = readBatches(site, station, { batches: [batch] }, new Map(), signingKey.publicKey);
      return { batches, stations, committed: () => chains.set(site, { station, seq: head.seq, hash: head.hash }) };
    },
  };
}

/** The newest time that any station of the site has used: what central decides stands behind everything it knew. */
async function siteTime({ query }: Queries, site: string): Promise<{ wallMs: number; counter: number }> {
  const [row] = await query<{ newest: string | null }>('SELECT max(last_order) AS newest FROM stations WHERE site = $1', [site]);
  const newest = parseHybridTime(row?.newest ?? '');
  return newest.ok ? newest.value : { wallMs: 0, counter: 0 };
}

/** What central knows of the touched entities, by station. */
async function seenOf({ query }: Queries, site: string, act: Act, chain: string): Promise<Record<string, number>> {
  const rows = await query<{ seen: string }>('SELECT seen FROM entities WHERE site = $1 AND entity = ANY($2::text[])', [site, entitiesTouched(act).map(toStored)]);
  const seen: Record<string, number> = {};
  for (const row of rows) {
    for (const [station, seq] of Object.entries(JSON.parse(row.seen) as Record<string, number>)) {
      if (station !== chain) seen[station] = Math.max(seen[station] ?? 0, seq);
    }
  }
  return seen;
}
