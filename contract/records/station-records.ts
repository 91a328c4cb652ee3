import { z } from 'zod';
import { pointSchema } from './place-records.ts';
import { alarmKinds, alarmReasons, type Alarm } from '#domain/alarms/alarm.ts';
import { unitStatuses } from '#domain/units/unit.ts';
import { complaintLaneSchema } from './complaint-records.ts';
import type { Link } from '#domain/links/link.ts';

export const linkSchema: z.ZodType<Link, Link> = z.strictObject({
  id: z.string(),
  kind: z.enum(['broker', 'central', 'sip', 'telephony', 'radio', 'positions', 'recording', 'routes', 'database']),
  name: z.string(),
  state: z.enum(['live', 'late', 'down', 'off']),
  sinceMs: z.number(),
  reason: z.string().nullable(),
  lastHeardAtMs: z.number().nullable(),
  messages: z.number(),
  rejected: z.number(),
  waiting: z.number(),
});

export const alarmSchema: z.ZodType<Alarm, Alarm> = z.strictObject({
  id: z.string(),
  kind: z.enum(alarmKinds),
  raisedAtMs: z.number(),
  heardAtMs: z.number().nullable(),
  rings: z.boolean(),
  sourceId: z.string().nullable(),
  unitId: z.string().nullable(),
  talkgroup: z.number().nullable(),
  radioId: z.number().nullable(),
  text: z.string(),
  acknowledgedAtMs: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  closedAtMs: z.number().nullable(),
  closedBy: z.string().nullable(),
  closedReason: z.enum(alarmReasons).nullable(),
});

/** What a window needs to know once: who and where it is, and the profile's names. */
export const stationDescriptionSchema = z.strictObject({
  /** `area`: corners (longitude, latitude) of what the site answers for; null where its profile does not say. */
  site: z.strictObject({ id: z.string(), name: z.string(), number: z.string(), area: z.array(z.tuple([z.number(), z.number()])).nullable() }),
  station: z.strictObject({ id: z.string(), name: z.string() }),
  exercise: z.boolean(),
  operator: z.string(),
  /** Whether this operator may do what only a supervisor may. */
  supervisor: z.boolean(),
  utcOffsetMinutes: z.number(),
  talkgroups: z.array(z.strictObject({ id: z.number(), name: z.string() })),
  radioStatuses: z.array(z.strictObject({ code: z.number(), status: z.enum(unitStatuses) })),
  agencies: z.array(z.strictObject({ id: z.string(), name: z.string(), phone: z.string().nullable() })),
  /** Who acts on which complaints and how fast; every category once. */
  complaintLanes: z.array(complaintLaneSchema),
  neighbours: z.array(z.strictObject({ id: z.string(), name: z.string(), phone: z.string().nullable(), seat: pointSchema.nullable() })),
  /** The softphone of the seat that asks, in the feed `phones`; null where it has none. */
  phone: z.string().nullable(),
  /** The host of its sound, in the same feed; the softphone itself where it has one. */
  sound: z.string(),
  version: z.string(),
});
export type StationDescription = z.output<typeof stationDescriptionSchema>;

export const doctorReportSchema = z.strictObject({
  ok: z.boolean(),
  checkedAtMs: z.number(),
  checks: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(['ok', 'warning', 'fault', 'off']),
      /** What was found, with figures. */
      finding: z.string(),
      /** What to do about it; null when nothing. */
      remedy: z.string().nullable(),
    }),
  ),
});
export type DoctorReport = z.output<typeof doctorReportSchema>;
