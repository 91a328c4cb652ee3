import { z } from 'zod';
import { callBackOutcomes, callDispositions } from '#domain/calls/call-disposition.ts';
import type { CallerFix } from '#domain/calls/caller-fix.ts';
import type { Call, CallClaim, NumberStanding, QueueCall } from '#domain/calls/call.ts';
import type { CallCounts } from '#domain/calls/count-calls.ts';
import { reputationLevels, reputationReasons } from '#domain/calls/reputation.ts';
import { complaintSchema } from './complaint-records.ts';
import { incidentTypes, priorities } from '#domain/incidents/incident.ts';

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

const callBackSchema = z.strictObject({ outcome: z.enum(callBackOutcomes), by: z.string(), station: z.string(), atMs: z.number() });

const claimSchema: z.ZodType<CallClaim, CallClaim> = z.strictObject({
  callId: z.string(),
  answeredBy: z.string().nullable(),
  answeredStation: z.string().nullable(),
  answeredAtMs: z.number().nullable(),
  onPhone: z.boolean(),
  incidentId: z.string().nullable(),
  complaintIds: z.array(z.string()),
  disposition: z.enum(callDispositions).nullable(),
  closedBy: z.string().nullable(),
  closedAtMs: z.number().nullable(),
  callBacks: z.array(callBackSchema),
});

const standingSchema: z.ZodType<NumberStanding, NumberStanding> = z.strictObject({
  number: z.string(),
  reputation: z.strictObject({
    level: z.enum(reputationLevels),
    reasons: z.array(z.strictObject({ kind: z.enum(reputationReasons), count: z.number(), lastAtMs: z.number() })),
    laterMs: z.number(),
  }),
  mute: z.strictObject({ untilMs: z.number(), by: z.string(), atMs: z.number(), reason: z.string() }).nullable(),
});

const locationSchema: z.ZodType<CallerFix, CallerFix> = z.strictObject({
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
});

export const queueCallSchema: z.ZodType<QueueCall, QueueCall> = z.strictObject({
  ...callShape,
  claim: claimSchema.nullable(),
  location: locationSchema.nullable(),
  standing: standingSchema.nullable(),
});

const pastIncidentSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: z.enum(['open', 'closed']),
  type: z.enum(incidentTypes),
  priority: z.literal(priorities),
  placeText: z.string(),
  openedAtMs: z.number(),
  /** From the place that was asked about; null in the list of a number. */
  distanceM: z.number().nullable(),
});
export type PastIncident = z.output<typeof pastIncidentSchema>;

/** What this station knows of a caller's number and place, from its own database alone. Open incidents come first, then the newest. */
export const callHistorySchema = z.strictObject({
  callId: z.string(),
  standing: standingSchema.nullable(),
  /** Calls of this number before this one: all of them, and the newest in the list. */
  earlier: z.number(),
  abandoned: z.number(),
  calls: z.array(
    z.strictObject({
      callId: z.string(),
      joinedAtMs: z.number(),
      answered: z.boolean(),
      outcome: z.string().nullable(),
      claim: claimSchema.nullable(),
      incidentNumber: z.string().nullable(),
    }),
  ),
  /** What the number has complained about and is under way, the newest first. */
  complaints: z.array(complaintSchema),
  ofNumber: z.array(pastIncidentSchema),
  /** Within a kilometre of the place asked about, else of where the caller's phone is, else of the number's newest incident. */
  nearby: z.array(pastIncidentSchema),
});
export type CallHistory = z.output<typeof callHistorySchema>;

const perKey = <const Key extends string>(keys: readonly Key[]) => z.record(z.enum(keys), z.number());

export const callCountsSchema: z.ZodType<CallCounts, CallCounts> = z.strictObject({
  calls: z.number(),
  answered: z.number(),
  abandoned: z.number(),
  shortAbandoned: z.number(),
  lost: z.number(),
  notCalledBack: z.number(),
  calledBack: perKey(callBackOutcomes),
  closed: perKey(callDispositions),
});
