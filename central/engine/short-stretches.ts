import type { SiteCursor, SiteRun } from '#contract/sync/sync-messages.ts';
import type { Clock } from '#ledger/clock.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { eventsAfter, runsOf, siteHashesAt } from './event-store.ts';

/** Longer ones are asked for by stations that were away, each from a place of its own. */
const longest = 64;
const most = 32;
const keptMs = 5_000;

export type ShortStretches = {
  /** Everything between two places of a site's order, of all stations; null where it is too long for this, or the first place is not known. */
  between(site: string, from: SiteCursor, head: SiteCursor): Promise<readonly SiteRun[] | null>;
};

/**
 * What is new is asked for by all stations of a site in the same moment; it is read once for all of them. The hashes of both places say what
 * is between them, so another central reads the same.
 */
export function createShortStretches(database: CentralDatabase, clock: Pick<Clock, 'now'>): ShortStretches {
  const kept = new Map<string, { readonly atMs: number; readonly runs: Promise<readonly SiteRun[] | null> }>();

  const read = async (site: string, from: SiteCursor, head: SiteCursor): Promise<readonly SiteRun[] | null> => {
    if ((await siteHashesAt(database, site, [from.seq])).get(from.seq) !== from.hash) return null;
    const records = await eventsAfter(database, site, { after: from.seq, head: head.seq, limit: longest, except: null });
    return records.length === head.seq - from.seq ? runsOf(database, site, records) : null;
  };

  return {
    async between(site, from, head) {
      if (head.seq <= from.seq || head.seq - from.seq > longest) return null;
      const key = `${site} ${from.hash} ${head.hash}`;
      const known = kept.get(key);
      if (known && clock.now() - known.atMs < keptMs) return known.runs;
      const runs = read(site, from, head);
      kept.delete(key);
      kept.set(key, { atMs: clock.now(), runs });
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest);
      runs.catch(() => kept.delete(key));
      return runs;
    },
  };
}
