import { z } from 'zod';
import { conflictRules } from '#domain/conflicts/conflict.ts';
import { dispositions, incidentTypes, priorities, type Incident } from '#domain/incidents/incident.ts';
import type { Act } from '#domain/journal/act.ts';
import { placeSchema } from './place-records.ts';

export const incidentSchema: z.ZodType<Incident, Incident> = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: z.enum(['open', 'closed']),
  type: z.enum(incidentTypes),
  priority: z.literal(priorities),
  place: placeSchema,
  note: z.string(),
  callIds: z.array(z.string()),
  callerNumber: z.string().nullable(),
  assignments: z.array(
    z.strictObject({
      unitId: z.string(),
      assignedAtMs: z.number(),
      assignedBy: z.string(),
      releasedAtMs: z.number().nullable(),
      overruled: z.boolean(),
    }),
  ),
  openedAtMs: z.number(),
  openedBy: z.string(),
  openedStation: z.string(),
  changedAtMs: z.number(),
  closedAtMs: z.number().nullable(),
  disposition: z.enum(dispositions).nullable(),
  conflictRules: z.array(z.enum(conflictRules)),
});

/** One line of an incident's timeline: an act from the journal, with who and when. */
export type TimelineEntry = {
  readonly id: string;
  readonly atMs: number;
  readonly station: string;
  readonly actor: string;
  /** Since when that station had been without central when it decided; null while it had contact. */
  readonly aloneSinceMs: number | null;
  readonly act: Act;
};

export const timelineEntrySchema: z.ZodType<TimelineEntry, TimelineEntry> = z.strictObject({
  id: z.string(),
  atMs: z.number(),
  station: z.string(),
  actor: z.string(),
  aloneSinceMs: z.number().nullable(),
  act: z.custom<Act>((value) => typeof value === 'object' && value !== null && 'kind' in value),
});
