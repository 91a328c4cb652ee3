import { z } from 'zod';

/** What could not be understood, counted per source and reason. */
export const quarantineSchema = z.strictObject({
  id: z.string(),
  sourceId: z.string(),
  reason: z.string(),
  count: z.number(),
  firstAtMs: z.number(),
  lastAtMs: z.number(),
  lastTopic: z.string(),
});
export type Quarantine = z.output<typeof quarantineSchema>;

/** One kept message; `text` is its payload as far as it is text, cut at 2,000 characters. */
export const quarantineSampleSchema = z.strictObject({
  sourceId: z.string(),
  reason: z.string(),
  atMs: z.number(),
  topic: z.string(),
  bytes: z.number(),
  text: z.string(),
});
export type QuarantineSample = z.output<typeof quarantineSampleSchema>;

export const sourceCountSchema = z.strictObject({
  sourceId: z.string(),
  stored: z.number(),
  duplicate: z.number(),
  ignored: z.number(),
  quarantined: z.number(),
});
export type SourceCount = z.output<typeof sourceCountSchema>;
