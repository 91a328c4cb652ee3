import { z } from 'zod';
import type { Call, QueueCall } from '#domain/calls/call.ts';

const callShape = {
  id: z.string(),
  sourceId: z.string(),
  state: z.enum(['ringing', 'queued', 'offered', 'answered', 'held', 'transferring', 'transferred', 'exited', 'abandoned', 'ended']),
  sinceMs: z.number(),
  caller: z.strictObject({
    raw: z.string().nullable(),
    e164: z.string().nullable(),
    name: z.string().nullable(),
    anonymous: z.boolean(),
  }),
  queue: z.string().nullable(),
  position: z.number().nullable(),
  priority: z.number().nullable(),
  joinedAtMs: z.number(),
  offeredTo: z.array(z.strictObject({ agent: z.string(), sinceMs: z.number() })),
  agent: z.string().nullable(),
  answeredAtMs: z.number().nullable(),
  transferFrom: z.enum(['answered', 'held']).nullable(),
  agentGoneAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  outcome: z.string().nullable(),
  callbackNeeded: z.boolean(),
  epoch: z.string(),
  seq: z.number(),
  historyIncomplete: z.boolean(),
  exercise: z.boolean(),
};

export const callSchema: z.ZodType<Call, Call> = z.strictObject(callShape);

export const queueCallSchema: z.ZodType<QueueCall, QueueCall> = z.strictObject({
  ...callShape,
  claim: z
    .strictObject({
      callId: z.string(),
      answeredBy: z.string().nullable(),
      answeredStation: z.string().nullable(),
      answeredAtMs: z.number().nullable(),
      incidentId: z.string().nullable(),
    })
    .nullable(),
  location: z
    .strictObject({
      id: z.string(),
      sourceId: z.string(),
      callId: z.string().nullable(),
      number: z.string().nullable(),
      point: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
      radiusM: z.number().nullable(),
      confidencePercent: z.number().nullable(),
      method: z.enum(['gnss', 'wifi', 'cell', 'civic', 'unknown']),
      channel: z.enum(['aml-sms', 'aml-https', 'pidf-lo', 'contract']),
      address: z.string().nullable(),
      fixedAtMs: z.number(),
      receivedAtMs: z.number(),
    })
    .nullable(),
});
