import { z } from 'zod';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import { unitKinds, unitStatuses } from '#domain/units/unit.ts';

export const recommendationSchema: z.ZodType<Recommendation, Recommendation> = z.strictObject({
  incidentId: z.string(),
  basis: z.enum(['same-island-distance', 'no-place', 'no-unit-on-island', 'island-unknown']),
  islandName: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      unitId: z.string(),
      callSign: z.string(),
      kind: z.enum(unitKinds),
      suitable: z.boolean(),
      status: z.enum(unitStatuses),
      distanceM: z.number(),
      /** The far edge of what is not known about the position, already inside the ranking distance. */
      uncertaintyM: z.number(),
      positionFrom: z.enum(['fix', 'base']),
      positionAgeMs: z.number().nullable(),
      busy: z.boolean(),
    }),
  ),
  elsewhere: z.number(),
});
