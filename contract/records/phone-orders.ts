import { z } from 'zod';
import { voicePlaces } from '#domain/radio/lane-sound.ts';
import { recallOrders } from './recall-orders.ts';

const id = z.string().min(1).max(128);
const nothing = z.strictObject({});
const line = z.strictObject({ line: id });
/** Whom to call: a number, a name at the SIP server, or a whole SIP address. */
const target = z.string().regex(/^[A-Za-z0-9.@:+*#_-]{1,120}$/);
/** A device id of this phone's own list; null is the system's choice. */
const device = z.string().max(300).nullable();
const order = <Input extends z.ZodType>(input: Input) => ({ act: false, input, output: nothing }) as const;

/**
 * What a panel may ask of its seat's phone. The answer says whether the phone could do it; what came of it stands in the feed
 * `phones`.
 */
export const phoneOrders = {
  'phone.answer': order(line),
  /** The caller goes to the next seat. */
  'phone.decline': order(line),
  'phone.hang-up': order(line),
  'phone.hold': order(line),
  'phone.resume': order(line),
  'phone.mute': order(line.extend({ on: z.boolean() })),
  'phone.send-digits': order(line.extend({ digits: z.string().regex(/^[0-9A-D*#]{1,32}$/), via: z.enum(['rfc4733', 'info']).default('rfc4733') })),
  'phone.dial': order(z.strictObject({ target })),
  'phone.transfer-blind': order(line.extend({ target })),
  /** Holds the line and calls the target; `complete` puts the two together, `cancel` goes back to the line. */
  'phone.transfer-attended': order(line.extend({ target })),
  'phone.complete-transfer': order(line),
  'phone.cancel-transfer': order(line),
  /** Everybody this phone speaks with or holds hears each other, or no longer. */
  'phone.conference': order(z.strictObject({ on: z.boolean() })),
  'phone.choose-devices': order(z.strictObject({ input: device, output: device, ring: device, speaker: device })),
  /** Silences the ring of this seat, or lets it sound again. */
  'phone.quiet': order(z.strictObject({ on: z.boolean() })),
  /** Rings for a moment at the ring device. */
  'phone.test-ring': order(z.strictObject({ on: z.boolean() })),
  /** How loud this phone plays a talkgroup, and where. */
  'phone.voice-sound': order(z.strictObject({ talkgroup: z.int().positive(), volume: z.number().min(0).max(1), place: z.enum(voicePlaces) })),
  /** Gives back one's own voice a second later. */
  'phone.self-test': order(z.strictObject({ on: z.boolean() })),
  ...recallOrders,
} as const;

export type PhoneOrderName = keyof typeof phoneOrders;
/** An order as its host gets it: the input is parsed already. */
export type PhoneOrder = { [Name in PhoneOrderName]: { readonly name: Name; readonly input: z.output<(typeof phoneOrders)[Name]['input']> } }[PhoneOrderName];

/** What is asked of the recall of a seat. */
export type RecallOrder = Extract<PhoneOrder, { readonly name: keyof typeof recallOrders }>;
/** What is asked of its lines and its sound. */
export type CallOrder = Exclude<PhoneOrder, RecallOrder>;

export function isRecallOrder(order: PhoneOrder): order is RecallOrder {
  return Object.hasOwn(recallOrders, order.name);
}

export const phoneOrderNames = Object.keys(phoneOrders) as readonly PhoneOrderName[];

const isOrder = (value: unknown): boolean => typeof value === 'object' && value !== null && 'name' in value && Object.hasOwn(phoneOrders, String(value.name));

export const phoneOrderEntrySchema = z.strictObject({ id, order: z.custom<PhoneOrder>(isOrder) });
export type PhoneOrderEntry = z.output<typeof phoneOrderEntrySchema>;
