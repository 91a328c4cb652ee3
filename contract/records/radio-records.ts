import { z } from 'zod';
import type { Transmission } from '#domain/radio/transmission.ts';

export const transmissionSchema: z.ZodType<Transmission, Transmission> = z.strictObject({
  id: z.string(),
  sourceId: z.string(),
  mode: z.string(),
  kind: z.enum(['voice', 'data', 'signalling', 'rejected']),
  slot: z.number().nullable(),
  direction: z.enum(['rf', 'network']).nullable(),
  radioId: z.number().nullable(),
  alias: z.string().nullable(),
  talkgroup: z.number().nullable(),
  privateCallTo: z.number().nullable(),
  unitId: z.string().nullable(),
  startedAtMs: z.number(),
  lastHeardAtMs: z.number(),
  signalGone: z.boolean(),
  endedAtMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  end: z.enum(['terminator', 'lost', 'timeout', 'superseded', 'stale', 'source-down', 'single-shot']).nullable(),
  lateEntry: z.boolean(),
  emergency: z.boolean(),
  rssiDbm: z.number().nullable(),
  berPercent: z.number().nullable(),
  lossPercent: z.number().nullable(),
  detail: z.string().nullable(),
});
