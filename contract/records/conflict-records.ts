import { z } from 'zod';
import { conflictRules, type Conflict } from '#domain/conflicts/conflict.ts';
import type { EntityReference } from '#domain/journal/act.ts';

export const conflictSchema: z.ZodType<Conflict, Conflict> = z.strictObject({
  id: z.string(),
  entity: z.custom<EntityReference>((value) => typeof value === 'string'),
  rule: z.enum(conflictRules),
  sides: z.array(
    z.strictObject({
      eventId: z.string(),
      station: z.string(),
      seq: z.number(),
      hlc: z.string(),
      actor: z.string(),
      atMs: z.number(),
      aloneSinceMs: z.number().nullable(),
      value: z.unknown(),
    }),
  ),
  effectiveEventId: z.string(),
  incidentIds: z.array(z.string()),
  unitId: z.string().nullable(),
  sinceMs: z.number(),
});
