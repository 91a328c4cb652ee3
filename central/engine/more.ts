import { siteCursorSchema, type SiteCursor } from '#contract/sync/sync-messages.ts';
import { z } from 'zod';
import type { Clock } from '#ledger/clock.ts';
import type { CentralDatabase, Queries } from '../db/central-database.ts';

const channel = 'siaga_more';
const noticeSchema = z.strictObject({ site: z.string(), head: siteCursorSchema });

/** Says, when the transaction is committed, that the order of a site grew; every central on the database hears it. */
export async function sayMore({ query }: Queries, site: string, head: SiteCursor): Promise<void> {
  await query('SELECT pg_notify($1, $2)', [channel, JSON.stringify({ site, head })]);
}

export type More = {
  onMore(listener: (site: string, head: SiteCursor) => void): () => void;
  /** `come` resolves when the site's order grew, may have grown, or after so many milliseconds; nobody waits any more after `stop`. */
  wait(site: string, ms: number): { readonly come: Promise<void>; stop(): void };
  /** From then on nobody is kept waiting. */
  isClosed(): boolean;
  close(): Promise<void>;
};

/** Who waits for more of a site, here. */
export async function hearMore(database: CentralDatabase, clock: Clock): Promise<More> {
  let closed = false;
  const listeners = new Set<(site: string, head: SiteCursor) => void>();
  const waiting = new Map<string, Set<() => void>>();
  const release = (site: string): void => {
    const those = waiting.get(site) ?? new Set();
    waiting.delete(site);
    for (const go of those) go();
  };
  const releaseAll = (): void => [...waiting.keys()].forEach(release);
  const stopListening = await database.listen(channel, (payload) => {
    const notice = payload === null ? undefined : noticeSchema.safeParse(JSON.parse(payload));
    if (!notice?.success) return releaseAll();
    const { site, head } = notice.data;
    release(site);
    for (const listener of listeners) listener(site, head);
  });
  return {
    onMore(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wait(site, ms) {
      const { promise: come, resolve } = Promise.withResolvers<undefined>();
      const those = waiting.get(site) ?? new Set();
      waiting.set(site, those);
      const stop = (): void => {
        stopTimer();
        those.delete(stop);
        resolve(undefined);
      };
      const stopTimer = clock.after(ms, stop);
      those.add(stop);
      if (closed) stop();
      return { come, stop };
    },
    isClosed: () => closed,
    async close() {
      closed = true;
      releaseAll();
      await stopListening();
    },
  };
}
