import { z } from 'zod';
import { fenceKinds, type Fence, type FencesOfUnit, type FenceVisit } from '#domain/geofences/fence.ts';

export const fenceSchema: z.ZodType<Fence, Fence> = z.strictObject({
  id: z.string(),
  kind: z.enum(fenceKinds),
  name: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  radiusM: z.number(),
  unitIds: z.array(z.string()),
});

export const fenceVisitSchema: z.ZodType<FenceVisit, FenceVisit> = z.strictObject({ fenceId: z.string(), enteredAtMs: z.number(), leftAtMs: z.number().nullable() });

export const fencesOfUnitSchema: z.ZodType<FencesOfUnit, FencesOfUnit> = z.strictObject({ unitId: z.string(), visits: z.array(fenceVisitSchema).readonly() });
