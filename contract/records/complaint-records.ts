import { z } from 'zod';
import { complaintCategories, complaintOutcomes, complaintStatuses, type Complaint } from '#domain/complaints/complaint.ts';
import type { ComplaintLane } from '#domain/complaints/lane.ts';
import { conflictRules } from '#domain/conflicts/conflict.ts';
import { placeSchema } from './place-records.ts';

export const complaintSchema: z.ZodType<Complaint, Complaint> = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: z.enum(complaintStatuses),
  category: z.enum(complaintCategories),
  place: placeSchema,
  note: z.string(),
  agencyId: z.string().nullable(),
  dueAtMs: z.number(),
  complainants: z.array(z.strictObject({ callId: z.string().nullable(), number: z.string().nullable(), atMs: z.number() })),
  complainantCount: z.number(),
  openedAtMs: z.number(),
  openedBy: z.string(),
  openedStation: z.string(),
  changedAtMs: z.number(),
  answer: z.string().nullable(),
  stoppedAtMs: z.number().nullable(),
  overAtMs: z.number().nullable(),
  outcome: z.enum(complaintOutcomes).nullable(),
  incidentId: z.string().nullable(),
  timesReopened: z.number(),
  conflictRules: z.array(z.enum(conflictRules)),
});

const laneTimeSchema = z.union([z.strictObject({ hours: z.int().min(1).max(8_760) }), z.strictObject({ workingDays: z.int().min(1).max(260) })]);

/** One lane of a site's complaints: who acts, and how fast. */
export const complaintLaneSchema: z.ZodType<ComplaintLane, ComplaintLane> = z.strictObject({
  category: z.enum(complaintCategories),
  agencyId: z.string().min(1).max(64).nullable(),
  time: laneTimeSchema,
});

export const officeDaysSchema = z.strictObject({
  closesHour: z.int().min(1).max(24).default(16),
  holidays: z.array(z.iso.date()).max(400).default([]),
});
