import { z } from 'zod';
import { atMost, eventBatchSchema } from './sync-messages.ts';

/** Where a station tells the other seats its own acts over the site's broker. Only it may write there. */
export const peerTopic = (site: string, station: string): string => `cc112/v1/${site}/acts/${station}`;
export const peerTopicFilter = (site: string): string => `cc112/v1/${site}/acts/+`;
/** Where central says that there is more to pull, and whom it refused. Nothing depends on hearing it. Only central may write there. */
export const wakeTopic = (site: string): string => `cc112/v1/${site}/sync/more`;
export const wakeMessageSchema = z.looseObject({
  v: z.literal(1),
  /** The head of the site's order; 0: nothing new is meant. */
  seq: z.int().min(0),
  /** Somebody was refused for a reason of which people should know. `who`: what he says to be, and from where. */
  refused: z.looseObject({ reason: z.string().max(64), who: z.string().max(300), count: z.int().min(1) }).optional(),
});
export type WakeMessage = z.output<typeof wakeMessageSchema>;

/**
 * Sent at QoS 1, not retained, compressed like a body of the sync: after each act, and every 5 s without one. `heads` is the newest
 * running number the sender holds of each station: whoever sees that the sender lacks some of its own events sends them again.
 * `saidMs` is the sender's clock, and one more than in its message before where the clock did not go on; `signature` is its own over `peerText`,
 * null at a site whose stations have no keys. The batches are signed by themselves.
 */
export const peerMessageSchema = z.strictObject({
  v: z.literal(1),
  batches: atMost(eventBatchSchema, 20),
  heads: z.record(z.string().max(64), z.int().min(0)),
  aloneSinceMs: z.int().min(0).nullable(),
  saidMs: z.int().min(0),
  signature: z.string().max(200).nullable(),
});
export type PeerMessage = z.output<typeof peerMessageSchema>;

/** What a station signs of what it says of itself to the other seats. */
export const peerText = (site: string, station: string, { heads, aloneSinceMs, saidMs }: Pick<PeerMessage, 'heads' | 'aloneSinceMs' | 'saidMs'>): string =>
  JSON.stringify(['peer', site, station, saidMs, aloneSinceMs, Object.entries(heads).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
