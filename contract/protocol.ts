import { z } from 'zod';
import type { LatestUpdate, LogUpdate } from './feeds.ts';
import type { PackedPositions } from './packed-positions.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';

/** Raised when a message changes its meaning; a new command or feed does not raise it. */
export const protocolVersion = 1;

/** What a station says of itself once the protocol versions agree. */
export type Welcome = {
  readonly protocol: number;
  readonly station: string;
  readonly site: string;
  readonly exercise: boolean;
  readonly operator: string;
  readonly version: string;
  readonly startedAtMs: number;
};

const word = z.string().max(64);
const count = z.int().min(0);

const messagesToStation = [
  z.object({ kind: z.literal('hello'), protocol: z.int(), name: word }),
  z.object({ kind: z.literal('ask'), requestId: word.min(1), name: word, input: z.unknown().optional() }),
  z.object({
    kind: z.literal('subscribe'),
    /** Chosen by the client, never used twice on a port. */
    id: count,
    feed: word,
    parameters: z.unknown().optional(),
    /** The reader's port carries arrays: positions may come packed. */
    packed: z.boolean().optional(),
    /** A log goes on behind this number; it wins over `tail`. */
    after: count.optional(),
    /** A log starts this many entries before its end; with neither, at its beginning. */
    tail: count.optional(),
  }),
  /** The reader is done with the update of this number and ready for the next. */
  z.object({ kind: z.literal('ack'), id: count, number: count }),
  z.object({ kind: z.literal('unsubscribe'), id: count }),
  z.object({ kind: z.literal('ping') }),
] as const;

export const messageToStationSchema = z.discriminatedUnion('kind', messagesToStation);
export type MessageToStation = z.output<typeof messageToStationSchema>;

const failureShape = { code: z.string(), sentence: z.string() };
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What the client checks of a station it trusts: the envelope, not the records inside. */
export const messageToClientSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome'), welcome: z.custom<Welcome>(isObject) }),
  z.object({ kind: z.literal('refused'), ...failureShape }),
  z.object({ kind: z.literal('answer'), requestId: z.string(), outcome: z.custom<Outcome<unknown>>(isObject) }),
  z.object({
    kind: z.literal('update'),
    id: z.int(),
    number: z.int(),
    /** Log feeds: the number behind which the reader resumes once it has this update. */
    cursor: z.int().optional(),
    update: z.custom<LatestUpdate<unknown> | LogUpdate<unknown>>(isObject),
    /** The `changed` of the update, which is empty then. */
    packed: z.custom<PackedPositions>(isObject).optional(),
  }),
  /** No more updates of this subscription will come, and why. */
  z.object({ kind: z.literal('ended'), id: z.int(), ...failureShape }),
  z.object({ kind: z.literal('pong') }),
]);
export type MessageToClient = z.output<typeof messageToClientSchema>;
