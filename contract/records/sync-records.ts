import { z } from 'zod';

const reason = z.strictObject({ code: z.string(), sentence: z.string() }).nullable();

/**
 * How this station stands with central and the other seats. `mode`: `off` no central is configured; `live` everything is
 * exchanged; `catching-up` the link is there and much is still to come or go; `seats-only` central is gone, other seats are heard
 * over the site's broker; `alone` nobody is heard.
 */
export const syncStatusSchema = z.strictObject({
  id: z.literal('sync'),
  mode: z.enum(['off', 'live', 'catching-up', 'seats-only', 'alone']),
  /** When this mode began, epoch milliseconds. */
  sinceMs: z.number(),
  /** Since when central has not answered; null while it does or where there is none. */
  centralLostAtMs: z.number().nullable(),
  /** While something is wrong: what kind of thing, for the words of the console, and one sentence in English; else null. */
  reason,
  /** Own events central has not acknowledged, and when the oldest of them was decided. */
  toSend: z.number(),
  oldestUnsentAtMs: z.number().nullable(),
  /** Events of others that central has and this station not. */
  toFetch: z.number(),
  /** Events sent and fetched a second, over the last seconds. */
  eventsPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
  /** Older history that is still being fetched behind the scenes; null when it is complete. */
  backfill: z.strictObject({ fetched: z.number(), total: z.number() }).nullable(),
  /** The other seats of the site as heard over its broker. */
  seats: z.array(z.strictObject({ station: z.string(), lastHeardAtMs: z.number() })),
  /** Our clock minus central's, milliseconds; null when not measured yet. */
  clockOffsetMs: z.number().nullable(),
  /** Events that were refused or set aside because of their time or form, by anybody. */
  setAside: z.number(),
  /** Recordings of this station that central does not have yet, their bytes, when the oldest began, and why central does not take them, as `reason`. */
  recordings: z.strictObject({ count: z.number(), bytes: z.number(), oldestAtMs: z.number().nullable(), reason }),
  /** Last time central was found restored to an older state and was given back what it lacked. */
  centralRestoredAtMs: z.number().nullable(),
});
export type SyncStatus = z.output<typeof syncStatusSchema>;
