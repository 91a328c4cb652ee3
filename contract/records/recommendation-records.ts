import { z } from 'zod';
import { lineReasons, missingReasons, type Recommendation } from '#domain/dispatch/recommendation.ts';
import { capabilities } from '#domain/dispatch/run-card.ts';
import { unitKinds, unitStatuses } from '#domain/units/unit.ts';
import { routeLegSchema, unreachableSchema } from './route-records.ts';

const unit = { callSign: z.string(), kind: z.enum(unitKinds) };

export const recommendationSchema: z.ZodType<Recommendation, Recommendation> = z.strictObject({
  incidentId: z.string(),
  basis: z.enum(['routes', 'open-sea', 'no-place']),
  islandName: z.string().nullable(),
  isSkeleton: z.boolean(),
  placeRadiusM: z.number().nullable(),
  offRoadM: z.number().nullable(),
  missing: z.array(
    z.strictObject({
      capability: z.enum(capabilities),
      needed: z.number(),
      found: z.number(),
      reason: z.enum(missingReasons),
      nearest: z.strictObject({ callSign: z.string(), worstMs: z.number() }).nullable(),
      within: z.strictObject({ minutes: z.number(), km: z.number() }).nullable(),
      instead: z.array(z.strictObject(unit)),
    }),
  ),
  lines: z.array(
    z.strictObject({
      unitId: z.string(),
      ...unit,
      status: z.enum(unitStatuses),
      fills: z.enum(capabilities).nullable(),
      suitable: z.boolean(),
      busy: z.boolean(),
      sent: z.boolean(),
      etaMs: z.number(),
      worstMs: z.number(),
      legs: z.array(routeLegSchema),
      uncertaintyM: z.number(),
      positionFrom: z.enum(['fix', 'base']),
      positionAgeMs: z.number().nullable(),
      reasons: z.array(z.enum(lineReasons)),
    }),
  ),
  cannotCome: z.array(z.strictObject({ unitId: z.string(), ...unit, reason: unreachableSchema })),
  hospital: z
    .strictObject({ name: z.string(), etaMs: z.number(), first: z.strictObject({ name: z.string(), etaMs: z.number() }).nullable() })
    .nullable(),
});
