import { z } from 'zod';
import { atMost } from './sync-messages.ts';

/** The bodies by which recordings travel between station and central; each goes as the bodies of the sync do. */
export const recordingId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** So much of a recording goes into one message at most, bytes. */
export const largestPartBytes = 262_144;
const data = z.base64().max(Math.ceil(largestPartBytes / 3) * 4);

/** Why central does not take or give a recording, in a code and a sentence. */
const refused = z.strictObject({ state: z.literal('refused'), code: z.string().max(64), sentence: z.string().max(1_000) });

/** Which recordings central has, by the SHA-256 of the whole file; the asker's own. With an empty list: only how many it holds. */
export const recordingOfferSchema = z.strictObject({ recordings: atMost(z.tuple([recordingId, hash]), 500) });
export const recordingOfferAnswerSchema = z.strictObject({
  /** One for each, in the order of the question: whole and on central's disk; wanted from this byte on; or its act is not here yet, or names another hash. */
  standings: z.array(z.discriminatedUnion('state', [z.strictObject({ state: z.literal('held') }), z.strictObject({ state: z.literal('wanted'), from: count }), z.strictObject({ state: z.literal('unknown') })])),
  /** How many recordings of the asker central holds; null before it has looked whether they are all there. */
  held: count.nullable(),
});
export type RecordingOffer = z.output<typeof recordingOfferSchema>;
export type RecordingOfferAnswer = z.output<typeof recordingOfferAnswerSchema>;

export const recordingPushSchema = z.strictObject({
  recordingId,
  sha256: hash,
  offset: count,
  data,
  /** SHA-256 of these bytes, hex. */
  digest: hash,
});
export type RecordingPush = z.output<typeof recordingPushSchema>;
export const recordingPushAnswerSchema = z.discriminatedUnion('state', [
  /** Central has everything before `next`; not on its disk for certain. */
  z.strictObject({ state: z.literal('taken'), next: count }),
  /** The whole is what was recorded, and on central's disk. */
  z.strictObject({ state: z.literal('held') }),
  refused,
]);
export type RecordingPushAnswer = z.output<typeof recordingPushAnswerSchema>;

export const recordingPullSchema = z.strictObject({ recordingId, offset: count, length: z.int().min(1).max(largestPartBytes) });
export type RecordingPull = z.output<typeof recordingPullSchema>;
export const recordingPullAnswerSchema = z.discriminatedUnion('state', [z.strictObject({ state: z.literal('part'), data, digest: hash }), refused]);
export type RecordingPullAnswer = z.output<typeof recordingPullAnswerSchema>;
