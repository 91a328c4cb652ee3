import { z } from 'zod';
import type { LineEvent, LineHappening, PhoneLine } from '#domain/phone/phone-line.ts';
import { recallSchema, recorderSchema } from './recording-records.ts';
import type { Phone, PhoneStatus } from '#domain/phone/phone.ts';
import { voicePlaces } from '#domain/radio/lane-sound.ts';

const id = z.string().min(1).max(128);
const text = z.string().max(300);
const count = z.int().min(0);
const by = z.enum(['us', 'them']);
const how = z.enum(['blind', 'attended']);
const packetsSchema = z.strictObject({ received: count, sent: count, lost: count });
const begun = { number: text, name: text.nullable(), sipCallId: text, callId: id.nullable(), consultFor: id.nullable() };

const happeningSchema: z.ZodType<LineHappening, LineHappening> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['rang', 'dialled']), ...begun }),
  z.strictObject({ kind: z.literal('progressed') }),
  z.strictObject({ kind: z.literal('answered'), by }),
  z.strictObject({ kind: z.enum(['held', 'resumed']), by }),
  z.strictObject({ kind: z.enum(['muted', 'conferenced']), on: z.boolean() }),
  z.strictObject({ kind: z.literal('digits'), digits: text, by }),
  z.strictObject({ kind: z.literal('transfer-asked'), how, target: text }),
  z.strictObject({ kind: z.literal('transfer-failed'), reason: text }),
  z.strictObject({ kind: z.literal('transfer-done') }),
  z.strictObject({ kind: z.literal('sound'), heard: z.boolean() }),
  z.strictObject({ kind: z.literal('ended'), by: z.enum(['us', 'them', 'fault']), cause: text, packets: packetsSchema.nullable() }),
]);

export const lineEventSchema: z.ZodType<LineEvent, LineEvent> = z.strictObject({ host: id, n: z.int().min(1), atMs: z.int(), line: id, happening: happeningSchema });

export const lineSchema: z.ZodType<PhoneLine, PhoneLine> = z.strictObject({
  id,
  direction: z.enum(['in', 'out']),
  number: text,
  name: text.nullable(),
  sipCallId: text,
  callId: id.nullable(),
  consultFor: id.nullable(),
  state: z.enum(['ringing', 'calling', 'early', 'talking', 'ended']),
  beganAtMs: z.number(),
  answeredAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  heldByUs: z.boolean(),
  heldByThem: z.boolean(),
  muted: z.boolean(),
  conferenced: z.boolean(),
  transfer: z.strictObject({ how, target: text, state: z.enum(['asked', 'failed', 'done']), reason: text.nullable() }).nullable(),
  heard: z.boolean(),
  digitsSent: text,
  digitsHeard: text,
  endedBy: z.enum(['us', 'them', 'fault']).nullable(),
  cause: text.nullable(),
  packets: packetsSchema.nullable(),
});

const deviceSchema = z.strictObject({ id: text, label: text });
const level = z.number().min(0).max(1);
const statusShape = {
  recall: recallSchema,
  recorder: recorderSchema,
  registration: z.strictObject({
    state: z.enum(['off', 'registering', 'registered', 'failed']),
    sinceMs: z.number(),
    reason: text.nullable(),
    proxies: z.array(z.strictObject({ url: text, state: z.enum(['standby', 'connecting', 'connected', 'failed']), sinceMs: z.number(), reason: text.nullable() })).max(8),
    roundTripMs: z.number().nullable(),
  }),
  devices: z.strictObject({
    inputs: z.array(deviceSchema).max(64),
    outputs: z.array(deviceSchema).max(64),
    input: text.nullable(),
    output: text.nullable(),
    ring: text.nullable(),
    speaker: text.nullable(),
    lost: z.strictObject({ label: text, atMs: z.number() }).nullable(),
    fault: text.nullable(),
  }),
  levels: z.strictObject({ microphone: level, speaker: level, ring: level }),
  ring: z.strictObject({ isRinging: z.boolean(), isQuiet: z.boolean(), isTest: z.boolean(), fault: z.enum(['locked', 'failed']).nullable() }),
  selfTest: z.strictObject({ isOn: z.boolean(), peak: level.nullable(), endedAtMs: z.number().nullable() }),
  lines: z.array(lineSchema).max(64),
  voiceLines: z.array(z.strictObject({ talkgroup: z.int(), state: z.enum(['down', 'calling', 'up']), sinceMs: z.number(), reason: text.nullable(), onAir: id.nullable(), volume: level, place: z.enum(voicePlaces) })).max(64),
};
export const phoneStatusSchema: z.ZodType<PhoneStatus, PhoneStatus> = z.strictObject(statusShape);

export const phoneSchema: z.ZodType<Phone, Phone> = z.strictObject({
  ...statusShape,
  id,
  host: z.enum(['up', 'away']),
  heardAtMs: z.number().nullable(),
});

/** What a phone registers with. */
export const sipAccountSchema = z.strictObject({
  /** The phone of this account, in the feeds `phones` and `phone-orders`. */
  phone: id,
  proxies: z.array(z.string()),
  domain: z.string(),
  user: z.string(),
  displayName: z.string().nullable(),
  password: z.string(),
  iceServers: z.array(z.string()),
  registerS: z.int(),
  /** The talkgroups this phone hears and speaks on, and whom it calls for each. */
  voice: z.array(z.strictObject({ talkgroup: z.int(), target: z.string() })),
});
export type SipAccount = z.output<typeof sipAccountSchema>;
