import { z } from 'zod';
import type { Health } from '#domain/links/link.ts';
import { alarmSchema, linkSchema } from './records/station-records.ts';
import { conflictSchema } from './records/conflict-records.ts';
import { syncStatusSchema } from './records/sync-records.ts';
import { queueCallSchema } from './records/call-records.ts';
import { complaintSchema } from './records/complaint-records.ts';
import { incidentSchema, timelineEntrySchema } from './records/incident-records.ts';
import { quarantineSchema } from './records/quarantine-records.ts';
import { fencesOfUnitSchema } from './records/fence-records.ts';
import { floorSchema } from './records/floor-records.ts';
import { phoneOrderEntrySchema } from './records/phone-orders.ts';
import { phoneSchema } from './records/phone-records.ts';
import { radioMessageSchema, radioSchema, transmissionSchema } from './records/radio-records.ts';
import { landmarkSchema } from './records/landmark-records.ts';
import { obstacleSchema } from './records/route-records.ts';
import { unitPositionSchema, unitSchema } from './records/unit-records.ts';

const nothing = z.strictObject({});

/**
 * What a window can follow. `latest` holds the newest value per key and may skip values while the reader is busy;
 * `log` is numbered, resumable from any number, and drops nothing.
 */
export const feeds = {
  calls: { mode: 'latest', key: 'id', parameters: nothing, item: queueCallSchema },
  incidents: { mode: 'latest', key: 'id', parameters: nothing, item: incidentSchema },
  complaints: { mode: 'latest', key: 'id', parameters: nothing, item: complaintSchema },
  units: { mode: 'latest', key: 'unitId', parameters: nothing, item: unitSchema },
  positions: { mode: 'latest', key: 'unitId', parameters: nothing, item: unitPositionSchema },
  /** Where each unit that moves came in and went out during the last day. */
  'fence-visits': { mode: 'latest', key: 'unitId', parameters: nothing, item: fencesOfUnitSchema },
  links: { mode: 'latest', key: 'id', parameters: nothing, item: linkSchema },
  /** What stands in the way on roads and sea legs now. */
  landmarks: { mode: 'latest', key: 'id', parameters: nothing, item: landmarkSchema },
  obstacles: { mode: 'latest', key: 'id', parameters: nothing, item: obstacleSchema },
  /** Open conflicts only: one that a person has settled leaves the feed. */
  conflicts: { mode: 'latest', key: 'id', parameters: nothing, item: conflictSchema },
  /** One item. */
  sync: { mode: 'latest', key: 'id', parameters: nothing, item: syncStatusSchema },
  /** The softphone of this seat, and of the others at this station. */
  phones: { mode: 'latest', key: 'id', parameters: nothing, item: phoneSchema },
  /** Who speaks from the consoles, by talkgroup. A microphone is open only while its press is confirmed here. */
  floors: { mode: 'latest', key: 'id', parameters: nothing, item: floorSchema },
  /** Every radio of the site and every other that was heard, with when it was heard last. */
  radios: { mode: 'latest', key: 'id', parameters: nothing, item: radioSchema },
  quarantine: { mode: 'latest', key: 'id', parameters: nothing, item: quarantineSchema },
  /**
   * Each entry is the whole transmission as known then; a later entry with the same id replaces the earlier. One that names a
   * transmission in `mergedInto` is only that one, heard elsewhere: it is not to be shown or counted.
   */
  transmissions: { mode: 'log', parameters: nothing, item: transmissionSchema },
  /** Short texts and status codes of radios. A later entry with the same id replaces the earlier. */
  'radio-messages': { mode: 'log', parameters: nothing, item: radioMessageSchema },
  /** Each entry is the whole alarm; an acknowledgement is a later entry with the same id. */
  alarms: { mode: 'log', parameters: nothing, item: alarmSchema },
  /** What a phone host is to do; an entry that was answered, or waited for too long, is no longer in it. */
  'phone-orders': { mode: 'log', parameters: z.strictObject({ phone: z.string().min(1).max(128) }), item: phoneOrderEntrySchema },
  timeline: { mode: 'log', parameters: z.strictObject({ incidentId: z.string().min(1).max(128) }), item: timelineEntrySchema },
  'complaint-timeline': { mode: 'log', parameters: z.strictObject({ complaintId: z.string().min(1).max(128) }), item: timelineEntrySchema },
} as const satisfies Record<
  string,
  | { mode: 'latest'; key: string; parameters: z.ZodType; item: z.ZodType }
  | { mode: 'log'; parameters: z.ZodType; item: z.ZodType }
>;

export type FeedName = keyof typeof feeds;
export type FeedParameters<Name extends FeedName> = z.input<(typeof feeds)[Name]['parameters']>;
export type FeedItem<Name extends FeedName> = z.output<(typeof feeds)[Name]['item']>;
export type LatestFeedName = { [Name in FeedName]: (typeof feeds)[Name]['mode'] extends 'latest' ? Name : never }[FeedName];
export type LogFeedName = Exclude<FeedName, LatestFeedName>;

export type LatestUpdate<Item> = {
  readonly mode: 'latest';
  /** True for the first update after (re)subscribing: what is not in `changed` no longer exists. */
  readonly snapshot: boolean;
  readonly changed: readonly Item[];
  readonly removed: readonly string[];
  /** Core's clock when the update left, epoch milliseconds. */
  readonly asOfMs: number;
  readonly health: Health;
};

export type LogUpdate<Item> = {
  readonly mode: 'log';
  readonly entries: readonly { readonly seq: number; readonly item: Item }[];
  /** True when the reader now has everything up to `asOfMs`. */
  readonly caughtUp: boolean;
  readonly asOfMs: number;
  readonly health: Health;
};

export type FeedUpdate<Name extends FeedName> = Name extends LatestFeedName
  ? LatestUpdate<FeedItem<Name>>
  : LogUpdate<FeedItem<Name>>;

export function isFeedName(name: string): name is FeedName {
  return Object.hasOwn(feeds, name);
}
