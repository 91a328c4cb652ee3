import { z } from 'zod';
import type { EventBatch, EventRow } from '#domain/sync/event-batch.ts';

/** The bodies between station and central; each travels as JSON compressed with Zstandard. */
const stationId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A list whose length is looked at before what stands in it, so that a million wrong values are one fault and not a million. */
export const atMost = <Item extends z.ZodType>(item: Item, most: number): z.ZodType<z.output<Item>[]> =>
  z
    .custom<unknown[]>((value) => Array.isArray(value) && value.length <= most, { message: `must be a list of at most ${most}`, abort: true })
    .pipe(z.array(item));

const rowSchema: z.ZodType<EventRow> = z.tuple([
  z.string().min(1).max(64),
  z.string().regex(/^\d{13}\.[0-9a-f]{4}$/),
  count,
  z.string().max(200),
  z.union([z.record(stationId, count), z.literal(0)]),
  count,
  // What an act may be is checked one by one (`actSchema`): one that is not understood must not keep back the others.
  z.looseObject({ kind: z.string().min(1).max(64) }),
]) as unknown as z.ZodType<EventRow>;

export const eventBatchSchema: z.ZodType<EventBatch> = z.strictObject({
  station: stationId,
  firstSeq: count.min(1),
  previousHash: hash,
  rows: atMost(rowSchema, 5_000).refine((rows) => rows.length > 0, 'must not be empty'),
  lastHash: hash,
  signature: z.string().max(200).nullable(),
});

/** A place in the order of a site: the running number and the hash of everything up to it. `{ seq: 0, hash: '0' x 64 }` is the start. */
export const siteCursorSchema = z.strictObject({ seq: count, hash });
export type SiteCursor = z.output<typeof siteCursorSchema>;
export const siteStart: SiteCursor = { seq: 0, hash: '0'.repeat(64) };

const stationHeadSchema = z.strictObject({ seq: count, hash });
const heads = z.record(stationId, stationHeadSchema);

/** Central's word that it holds a station's chain up to an event, signed over `receiptText`. */
export const receiptSchema = z.strictObject({
  station: stationId,
  seq: count,
  hash,
  siteSeq: count,
  siteHash: hash,
  atMs: count,
  signature: z.string().max(200),
});
export type Receipt = z.output<typeof receiptSchema>;
export function receiptText(site: string, receipt: Omit<Receipt, 'signature'>): string {
  return `siaga-receipt|${site}|${receipt.station}|${receipt.seq}|${receipt.hash}|${receipt.siteSeq}|${receipt.siteHash}|${receipt.atMs}`;
}

/**
 * Own events, oldest first; after a restore of central also those of other stations, with their signatures. Sent again, an
 * event has no second effect.
 */
export const pushRequestSchema = z.strictObject({ batches: atMost(eventBatchSchema, 200) });
export type PushRequest = z.output<typeof pushRequestSchema>;
export const pushAnswerSchema = z.strictObject({
  /** Central's clock as it answered. */
  nowMs: count,
  epoch: z.string(),
  head: siteCursorSchema,
  /** What central holds now of each station named in the request. */
  heads,
  receipts: z.array(receiptSchema),
  /** Events whose hybrid time was more than 60 s ahead: they are kept and take this place in the order instead. */
  restamped: z.array(z.strictObject({ station: stationId, seq: count, order: z.string() })),
  /** Batches of which something was not taken, and why. */
  refused: z.array(z.strictObject({ station: stationId, firstSeq: count, code: z.string(), sentence: z.string() })),
});
export type PushAnswer = z.output<typeof pushAnswerSchema>;

export const pullRequestSchema = z.strictObject({
  /** Where the asker stands, then some older places it remembers, newest first, in case central was restored to an older state. */
  marks: atMost(siteCursorSchema, 64).refine((marks) => marks.length > 0, 'must not be empty'),
  limit: z.int().min(1).max(10_000),
  /** Central holds the answer back so long while there is nothing new. */
  waitMs: z.int().min(0).max(30_000),
  /** Also the asker's own events; it leaves them out otherwise. */
  withOwn: z.boolean(),
});
export type PullRequest = z.output<typeof pullRequestSchema>;

/** Consecutive events of one station as they stand in the site's order from `siteSeq` on. */
export const siteRunSchema = z.strictObject({
  siteSeq: count,
  batch: eventBatchSchema,
  /** Index in the batch and the place in the order, where it is not the event's own hybrid time. */
  orders: z.array(z.tuple([count, z.string()])),
  /** Index in the batch of events that are kept without effect, and why. */
  dead: z.array(z.tuple([count, z.string()])),
});
export type SiteRun = z.output<typeof siteRunSchema>;

export const pullAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entries'),
    nowMs: count,
    epoch: z.string(),
    head: siteCursorSchema,
    runs: z.array(siteRunSchema),
    /** Where the asker stands after these. */
    next: siteCursorSchema,
  }),
  z.strictObject({
    kind: z.literal('rewound'),
    nowMs: count,
    epoch: z.string(),
    head: siteCursorSchema,
    /** The newest of the marks that central still knows, or the start. */
    common: siteCursorSchema,
    /** What central holds of every station: whoever has more gives it back. */
    heads,
  }),
]);
export type PullAnswer = z.output<typeof pullAnswerSchema>;

/** The folded state as of a place in the order, the newest entities first, page by page. */
export const snapshotRequestSchema = z.strictObject({ before: count.nullable(), limit: z.int().min(1).max(5_000) });
export type SnapshotRequest = z.output<typeof snapshotRequestSchema>;
export const snapshotAnswerSchema = z.strictObject({
  nowMs: count,
  epoch: z.string(),
  asOf: siteCursorSchema,
  heads,
  entities: z.array(
    z.strictObject({
      entity: z.string(),
      /** The folded state as JSON text. */
      body: z.string(),
      /** Place in the order of the last event folded into it. */
      order: z.string(),
      /** By station, the newest running number folded into it. */
      seen: z.record(stationId, count),
    }),
  ),
  /** `before` of the next page; null at the end. */
  next: count.nullable(),
  /** SHA-256 in hex over the canonical JSON of `entities`. */
  checksum: hash,
});
export type SnapshotAnswer = z.output<typeof snapshotAnswerSchema>;

/** Older events, newest first, for a station that began with a snapshot. */
export const historyRequestSchema = z.strictObject({ before: count, limit: z.int().min(1).max(10_000) });
export type HistoryRequest = z.output<typeof historyRequestSchema>;
export const historyAnswerSchema = z.strictObject({
  /** Runs in ascending order; together they are the events before `before`. */
  runs: z.array(siteRunSchema),
  /** `before` of the next request; 1 or less at the end. */
  next: count,
  /** SHA-256 in hex over the canonical JSON of `runs`. */
  checksum: hash,
});
export type HistoryAnswer = z.output<typeof historyAnswerSchema>;

/** The stations of the site with the keys that they sign with now, for whoever hears them over the site's broker. */
export const keysRequestSchema = z.strictObject({});
const stationKeySchema = z.strictObject({
  station: stationId,
  /** SubjectPublicKeyInfo, DER, base64url; null where stations have no keys (exercise). */
  publicKey: z.string().max(400).nullable(),
  isRevoked: z.boolean(),
});
export type StationKey = z.output<typeof stationKeySchema>;
export const keysAnswerSchema = z.strictObject({ stations: z.array(stationKeySchema) });

/** What the feeds told, as it came off the wire, for stations that were away. A digest is the first 16 bytes of SHA-256 over source, topic, NUL and payload, base64url. */
const digest = z.string().min(20).max(24);
export const heardOfferSchema = z.strictObject({ digests: atMost(digest, 5_000) });
export const heardOfferAnswerSchema = z.strictObject({ wanted: z.array(count) });
export const heardMessageSchema = z.strictObject({
  sourceId: z.string().max(64),
  topic: z.string().max(500),
  /** base64. */
  payload: z.string().max(1_500_000),
  receivedAtMs: count,
});
export type HeardMessage = z.output<typeof heardMessageSchema>;
export const heardPushSchema = z.strictObject({ messages: atMost(heardMessageSchema, 2_000) });
export const heardPushAnswerSchema = z.strictObject({ stored: count });
export const heardPullSchema = z.strictObject({ after: count, limit: z.int().min(1).max(2_000) });
export const heardPullAnswerSchema = z.strictObject({ messages: z.array(heardMessageSchema), next: count, head: count });
export type HeardPullAnswer = z.output<typeof heardPullAnswerSchema>;
