import { z } from 'zod';
import type { RadioMessage } from '#domain/radio/radio-message.ts';
import type { Radio } from '#domain/radio/radio-naming.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { SoundPlace } from '#domain/recordings/sound-of.ts';

/** What each place that heard a transmission tells of it, and the transmission as a whole. */
const heard = {
  id: z.string(),
  sourceId: z.string(),
  slot: z.number().nullable(),
  direction: z.enum(['rf', 'network']).nullable(),
  startedAtMs: z.number(),
  lastHeardAtMs: z.number(),
  signalGone: z.boolean(),
  endedAtMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  end: z.enum(['terminator', 'lost', 'timeout', 'superseded', 'stale', 'source-down', 'single-shot']).nullable(),
  rssiDbm: z.number().nullable(),
  berPercent: z.number().nullable(),
  lossPercent: z.number().nullable(),
};

export const transmissionSchema: z.ZodType<Transmission, Transmission> = z.strictObject({
  ...heard,
  mode: z.string(),
  kind: z.enum(['voice', 'data', 'signalling', 'rejected']),
  radioId: z.number().nullable(),
  alias: z.string().nullable(),
  talkgroup: z.number().nullable(),
  privateCallTo: z.number().nullable(),
  unitId: z.string().nullable(),
  lateEntry: z.boolean(),
  emergency: z.boolean(),
  detail: z.string().nullable(),
  receivers: z.array(z.strictObject(heard)),
  mergedInto: z.string().nullable(),
});

/** Where in which recording a transmission is heard; null where nobody recorded it. */
export const soundSchema: z.ZodType<SoundPlace | null, SoundPlace | null> = z.strictObject({ recordingId: z.string(), fromMs: z.number() }).nullable();

/** A transmission in a timeline; `filedBy` is who put it there, null where it belongs there by itself. */
export const filedTransmissionSchema = z.strictObject({ transmission: transmissionSchema, filedBy: z.string().nullable(), sound: soundSchema });
export type TransmissionInTimeline = z.output<typeof filedTransmissionSchema>;

export const radioMessageSchema: z.ZodType<RadioMessage, RadioMessage> = z.strictObject({
  id: z.string(),
  sourceId: z.string(),
  direction: z.enum(['in', 'out']),
  radioId: z.number().nullable(),
  unitId: z.string().nullable(),
  talkgroup: z.number().nullable(),
  privateTo: z.number().nullable(),
  text: z.string().nullable(),
  statusCode: z.number().nullable(),
  state: z.string().nullable(),
  atMs: z.number(),
});

export const radioSchema: z.ZodType<Radio, Radio> = z.strictObject({
  id: z.string(),
  radioId: z.number(),
  name: z.string().nullable(),
  unitId: z.string().nullable(),
  islandName: z.string().nullable(),
  isKnown: z.boolean(),
  lastHeardAtMs: z.number().nullable(),
  lastTalkgroup: z.number().nullable(),
  alias: z.string().nullable(),
  sourceId: z.string().nullable(),
  rssiDbm: z.number().nullable(),
  namedBy: z.string().nullable(),
});
