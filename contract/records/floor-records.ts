import { z } from 'zod';
import type { Floor, Talker } from '#domain/radio/floor.ts';

const id = z.string().min(1).max(128);
const endings = z.enum(['released', 'max-talk', 'not-kept', 'overridden']);

const talkerSchema: z.ZodType<Talker, Talker> = z.strictObject({
  press: id,
  station: id,
  seat: id,
  operator: id,
  phone: id.nullable(),
  sinceMs: z.int(),
  keptAtMs: z.int(),
  untilMs: z.int(),
});

const floorShape = {
  talkgroup: z.int().positive(),
  talker: talkerSchema.nullable(),
  ended: z.strictObject({ press: id, how: endings, atMs: z.int() }).nullable(),
};

/** `id` is the talkgroup as text. */
export const floorSchema: z.ZodType<Floor & { id: string }, Floor & { id: string }> = z.strictObject({ id: z.string(), ...floorShape });

/** What a station tells the others about one press, on `cc112/v1/<site>/floor/<station>`: again while it lasts, and once at its end. */
export const floorMessageSchema = z.strictObject({
  v: z.literal(1),
  talkgroup: z.int().positive(),
  talker: talkerSchema,
  ended: z.strictObject({ how: endings, atMs: z.int() }).nullable(),
});
export type FloorMessage = z.output<typeof floorMessageSchema>;

export const floorTopic = (site: string, station: string): string => `cc112/v1/${site}/floor/${station}`;
export const floorTopicFilter = (site: string): string => `cc112/v1/${site}/floor/+`;
