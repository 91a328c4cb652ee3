import { z } from 'zod';
import { eventBatchSchema } from './sync-messages.ts';

/** Where a station tells the other seats its own acts over the site's broker. Only it may write there. */
export const peerTopic = (site: string, station: string): string => `cc112/v1/${site}/acts/${station}`;
export const peerTopicFilter = (site: string): string => `cc112/v1/${site}/acts/+`;
/** Where central says that there is more to pull: `{ v: 1, seq }`. Nothing depends on hearing it. */
export const wakeTopic = (site: string): string => `cc112/v1/${site}/sync/more`;

/**
 * Sent at QoS 1, not retained, compressed like a body of the sync: after each act, and every 5 s without one. `heads` is the newest
 * running number the sender holds of each station: whoever sees that the sender lacks some of its own events sends them again.
 */
export const peerMessageSchema = z.strictObject({
  v: z.literal(1),
  batches: z.array(eventBatchSchema).max(20),
  heads: z.record(z.string().max(64), z.int().min(0)),
  aloneSinceMs: z.int().min(0).nullable(),
});
export type PeerMessage = z.output<typeof peerMessageSchema>;
