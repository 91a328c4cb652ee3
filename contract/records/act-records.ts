import { z } from 'zod';
import { alarmReasons } from '#domain/alarms/alarm.ts';
import { callBackOutcomes, callDispositions } from '#domain/calls/call-disposition.ts';
import { complaintCategories, complaintOutcomes } from '#domain/complaints/complaint.ts';
import { conflictRules } from '#domain/conflicts/conflict.ts';
import { dispositions, incidentTypes, priorities } from '#domain/incidents/incident.ts';
import type { Act, EntityReference } from '#domain/journal/act.ts';
import { obstacleReasons } from '#domain/routes/obstacle.ts';
import { unitStatuses } from '#domain/units/unit.ts';
import { obstacleTargetSchema } from './route-records.ts';
import { placeSchema } from './place-records.ts';

const id = z.string().min(1).max(128);
const transmissionId = z.string().min(1).max(300);
const text = z.string().max(4000);
const entity = z.custom<EntityReference>((value) => typeof value === 'string' && /^(incident|unit|call|alarm|number|obstacle|landmark|complaint|closing|radio|filing|spoken):.{1,300}$/.test(value));

/** An act as another station or central sends it. Unknown keys are kept: they belong to what was hashed. */
export const actSchema: z.ZodType<Act> = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('incident.opened'),
    incidentId: id,
    number: z.string().min(1).max(64),
    type: z.enum(incidentTypes),
    priority: z.literal(priorities),
    place: placeSchema,
    note: text,
    callId: id.nullable(),
    callerNumber: z.string().max(64).nullable(),
  }),
  z.looseObject({
    kind: z.literal('incident.changed'),
    incidentId: id,
    type: z.enum(incidentTypes).optional(),
    priority: z.literal(priorities).optional(),
    place: placeSchema.optional(),
  }),
  z.looseObject({ kind: z.literal('incident.noted'), incidentId: id, text }),
  z.looseObject({ kind: z.literal('incident.closed'), incidentId: id, disposition: z.enum(dispositions) }),
  z.looseObject({ kind: z.literal('unit.assigned'), incidentId: id, unitId: id }),
  z.looseObject({ kind: z.literal('unit.released'), incidentId: id, unitId: id }),
  z.looseObject({ kind: z.literal('unit.status-set'), unitId: id, status: z.enum(unitStatuses), incidentId: id.nullable() }),
  z.looseObject({ kind: z.literal('call.answered'), callId: id, takesOver: z.literal(true).optional(), onPhone: z.literal(true).optional() }),
  z.looseObject({ kind: z.literal('call.linked'), callId: id, incidentId: id }),
  z.looseObject({ kind: z.literal('call.closed'), callId: id, disposition: z.enum(callDispositions), callerNumber: z.string().max(64).nullable() }),
  z.looseObject({ kind: z.literal('call.called-back'), callId: id, outcome: z.enum(callBackOutcomes) }),
  z.looseObject({ kind: z.literal('number.muted'), number: z.string().min(1).max(64), untilMs: z.number(), reason: z.string().max(200) }),
  z.looseObject({ kind: z.literal('number.unmuted'), number: z.string().min(1).max(64) }),
  z.looseObject({
    kind: z.literal('obstacle.reported'),
    obstacleId: id,
    target: obstacleTargetSchema,
    speedPercent: z.number().min(0).max(100),
    reason: z.enum(obstacleReasons),
    note: text,
    untilMs: z.number().nullable(),
  }),
  z.looseObject({
    kind: z.literal('landmark.saved'),
    landmarkId: id,
    name: z.string().min(1).max(100),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    radiusM: z.number().min(0).max(1_000_000),
    islandId: z.string().max(64).nullable(),
    islandName: z.string().max(100).nullable(),
    incidentId: id.nullable(),
  }),
  z.looseObject({ kind: z.literal('landmark.renamed'), landmarkId: id, name: z.string().min(1).max(100) }),
  z.looseObject({ kind: z.literal('landmark.withdrawn'), landmarkId: id }),
  z.looseObject({ kind: z.literal('obstacle.cleared'), obstacleId: id }),
  z.looseObject({ kind: z.literal('unit.pre-alerted'), incidentId: id, unitId: id }),
  z.looseObject({
    kind: z.literal('complaint.opened'),
    complaintId: id,
    number: z.string().min(1).max(160),
    category: z.enum(complaintCategories),
    place: placeSchema,
    note: text,
    agencyId: id.nullable(),
    dueAtMs: z.number(),
    callId: id.nullable(),
    callerNumber: z.string().max(64).nullable(),
  }),
  z.looseObject({ kind: z.literal('complaint.noted'), complaintId: id, text }),
  z.looseObject({ kind: z.literal('complaint.assigned'), complaintId: id, agencyId: id }),
  z.looseObject({ kind: z.literal('complaint.answered'), complaintId: id, text }),
  z.looseObject({ kind: z.literal('complaint.closed'), complaintId: id, outcome: z.enum(complaintOutcomes) }),
  z.looseObject({ kind: z.literal('complaint.reopened'), complaintId: id, reason: text }),
  z.looseObject({ kind: z.literal('complaint.joined'), complaintId: id, callId: id.nullable(), callerNumber: z.string().max(64).nullable(), note: text }),
  z.looseObject({ kind: z.literal('complaint.upgraded'), complaintId: id, incidentId: id, ticket: z.string().min(1).max(160) }),
  z.looseObject({
    kind: z.literal('recording.kept'),
    recordingId: id,
    phone: id,
    source: z.looseObject({ kind: z.enum(['phone', 'radio']), id, label: z.string().max(300) }),
    mimeType: z.string().max(100),
    channels: z.array(z.string().max(40)).max(8),
    callId: id.nullable(),
    incidentId: id.nullable(),
    startedAtMs: z.number(),
    durationMs: z.number(),
    bytes: z.number(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    endedBy: z.enum(['finished', 'fault']),
  }),
  z.looseObject({ kind: z.literal('alarm.acknowledged'), alarmId: id }),
  z.looseObject({ kind: z.literal('alarm.closed'), alarmId: id, reason: z.enum(alarmReasons) }),
  z.looseObject({ kind: z.literal('radio.named'), radioId: z.int().min(1), name: z.string().max(64).nullable(), unitId: id.nullable() }),
  z.looseObject({ kind: z.literal('unit.position-spoken'), unitId: id, incidentId: id.nullable(), place: placeSchema }),
  z.looseObject({
    kind: z.literal('transmission.filed'),
    transmissionId,
    incidentId: id,
    heard: z.looseObject({
      unitId: id.nullable(),
      alias: z.string().max(200).nullable(),
      radioId: z.number().nullable(),
      talkgroup: z.number().nullable(),
      startedAtMs: z.number(),
      durationMs: z.number().nullable(),
    }),
  }),
  z.looseObject({ kind: z.literal('transmission.taken-out'), transmissionId, incidentId: id }),
  z.looseObject({
    kind: z.literal('conflict.resolved'),
    entity,
    rule: z.enum(conflictRules),
    chosenEventId: id,
    chosen: z
      .looseObject({
        type: z.enum(incidentTypes).optional(),
        priority: z.literal(priorities).optional(),
        place: placeSchema.optional(),
        disposition: z.enum(dispositions).optional(),
        status: z.enum(unitStatuses).optional(),
        incidentId: id.optional(),
        answer: z.looseObject({ operator: text, station: id, atMs: z.number(), onPhone: z.literal(true).optional() }).optional(),
        callDisposition: z.enum(callDispositions).optional(),
        agencyId: id.optional(),
        outcome: z.enum(complaintOutcomes).optional(),
      })
      .optional(),
    incidentIds: z.array(id).max(100),
  }),
]) as unknown as z.ZodType<Act>;
