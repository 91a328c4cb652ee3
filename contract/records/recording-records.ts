import { z } from 'zod';
import type { Recording, RecordingHead, RecordingOfStation } from '#domain/recordings/recording.ts';
import { recordingId } from '../sync/recording-messages.ts';
import { replaySpeeds, type Recall, type Recorder } from '#domain/recall/replay.ts';

const text = z.string().max(300);
const count = z.int().min(0);

const sourceSchema = z.strictObject({ kind: z.enum(['phone', 'radio']), id: z.string().min(1).max(128), label: text });

const headShape = {
  id: recordingId,
  source: sourceSchema,
  callId: z.string().min(1).max(128).nullable(),
  startedAtMs: z.int().min(0),
  mimeType: z.string().regex(/^audio\/[a-z0-9]+(;codecs=[a-z0-9]+)?$/),
  channels: z.array(z.string().max(40)).min(1).max(8),
};
const recordingHeadSchema: z.ZodType<RecordingHead, RecordingHead> = z.strictObject(headShape);

const recordingShape = {
  ...headShape,
  phone: z.string(),
  state: z.enum(['open', 'finished', 'fault']),
  durationMs: z.number(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  isSynced: z.boolean(),
  removedAtMs: z.number().nullable(),
};
const recordingSchema: z.ZodType<Recording, Recording> = z.strictObject(recordingShape);

const recordingOfStationSchema: z.ZodType<RecordingOfStation, RecordingOfStation> = z.strictObject({ ...recordingShape, station: z.string() });

export const recallSchema: z.ZodType<Recall, Recall> = z.strictObject({
  replay: z
    .strictObject({ of: z.enum(['recall', 'recording']), source: sourceSchema, beganAtMs: z.number(), older: count, soundedAtMs: z.number().nullable(), positionS: z.number().min(0), durationS: z.number().min(0) })
    .nullable(),
  speed: z.literal(replaySpeeds),
});

export const recorderSchema: z.ZodType<Recorder, Recorder> = z.strictObject({ state: z.enum(['idle', 'recording', 'unable']), reason: text.nullable(), waitingBytes: count });

const pieceBytes = 262_144;
/** Bytes as base64. */
const bytes = z.base64().max(Math.ceil(pieceBytes / 3) * 4);

export const recordingCommands = {
  /**
   * One piece of what this host records, numbered from 0. The answer means that every piece before `next` is on disk: a piece that
   * comes twice changes nothing, one that comes too early is not taken.
   */
  'recording.keep': {
    act: false,
    input: z.strictObject({ head: recordingHeadSchema, n: count, endMs: count, data: bytes }),
    output: z.strictObject({ next: count }),
  },
  /** Every piece has been told. */
  'recording.end': { act: false, input: z.strictObject({ recordingId, by: z.enum(['finished', 'fault']) }), output: z.strictObject({}) },
  /** A host begins: what its phone still recorded, but for these, was ended by a fault. */
  'recording.settle': { act: false, input: z.strictObject({ going: z.array(recordingId).max(1_000) }), output: z.strictObject({}) },
  /** Newest first: of these calls or of all calls of an incident, at whatever station of the site; or all of this station. */
  'recording.list': {
    act: false,
    input: z.strictObject({ callIds: z.array(z.string().min(1).max(128)).max(50).optional(), incidentId: z.string().min(1).max(128).optional(), limit: z.int().min(1).max(200).default(50) }),
    output: z.array(recordingOfStationSchema),
  },
  /** A part of a recording that has ended; of another station's, whose incident is to be named, as central has it. Refused where the sound is not what was recorded, and while it is fetched. */
  'recording.read': {
    act: false,
    input: z.strictObject({ recordingId, offset: count, incidentId: z.string().min(1).max(128).optional() }),
    output: z.strictObject({ recording: recordingSchema, data: z.base64() }),
  },
} as const;

/** How much `recording.read` gives at once. */
export const readAtOnceBytes = pieceBytes;
